namespace DeepHealth.Bench;

/// <summary>Sizes of a matrix product.</summary>
/// <param name="M">Rows of the result.</param>
/// <param name="N">Columns of the result.</param>
/// <param name="K">Terms of each sum.</param>
/// <param name="TransposeA">Whether the left operand is stored transposed.</param>
/// <param name="TransposeB">Whether the right operand is stored transposed.</param>
public readonly record struct ProductShape(int M, int N, int K, bool TransposeA = false, bool TransposeB = false) : IWork
{
    /// <summary>Multiplications and additions.</summary>
    public double Work => 2.0 * M * N * K;

    /// <summary>Text such as <c>100x1024x784 NT</c>.</summary>
    public override string ToString() => $"{M}x{N}x{K} {(TransposeA ? 'T' : 'N')}{(TransposeB ? 'T' : 'N')}";
}
