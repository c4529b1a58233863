namespace DeepHealth.Numerics;

/// <summary>Products of one shape at regular distances.</summary>
/// <typeparam name="TNumber">Type of the numbers.</typeparam>
/// <param name="first">First product.</param>
/// <param name="count">Number of products.</param>
/// <param name="strideA">Distance of the left operands, in numbers.</param>
/// <param name="strideB">Distance of the right operands, in numbers.</param>
/// <param name="strideC">Distance of the results, in numbers.</param>
internal readonly struct ProductBatch<TNumber>(in ProductOperands<TNumber> first, int count, nint strideA, nint strideB, nint strideC)
    where TNumber : unmanaged
{
    private readonly ProductOperands<TNumber> _first = first;

    /// <summary>Number of products.</summary>
    public int Count => count;

    /// <summary>Whether each A is stored <c>[k, m]</c>.</summary>
    public bool TransposeA => _first.TransposeA;

    /// <summary>Whether each B is stored <c>[n, k]</c>.</summary>
    public bool TransposeB => _first.TransposeB;

    /// <summary>Rows of each result.</summary>
    public int M => _first.M;

    /// <summary>Columns of each result.</summary>
    public int N => _first.N;

    /// <summary>Terms of each sum.</summary>
    public int K => _first.K;

    /// <summary>One product.</summary>
    public ProductOperands<TNumber> Product(int index) => _first.At(index * strideA, index * strideB, index * strideC);
}
