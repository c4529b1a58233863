using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Power with a constant exponent: <c>y = x^p</c>.</summary>
/// <remarks><para>Whole exponents up to ±16 are computed by repeated multiplication (at most eight products, and one division for
/// negative ones); all others through <c>|x|^p</c> with the sign that a whole p asks for.</para>
/// <para>For negative x the result is NaN unless p is a whole number. 0 gives 0 for positive, 1 for zero and ∞ for negative p
/// (for odd p from −1 to −15 with the sign of the zero). NaN stays NaN, except that p = 0 gives 1. The derivative
/// <c>p · x^(p−1)</c> is 0 everywhere for p = 0.</para></remarks>
public readonly struct Power : IUnaryOp
{
    private const int LargestProduct = 16;

    private readonly float _exponent;
    private readonly Path _path;
    private readonly Path _slopePath;

    /// <summary>Sets the exponent.</summary>
    /// <param name="exponent">p, any finite value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is infinite or NaN.</exception>
    public Power(float exponent)
    {
        if (!float.IsFinite(exponent))
        {
            throw new ArgumentOutOfRangeException(nameof(exponent), $"Power: the exponent is {exponent}, but must be finite.");
        }

        _exponent = exponent;
        _path = PathOf(exponent);
        _slopePath = PathOf(exponent - 1f);
    }

    private enum Path
    {
        /// <summary>Repeated multiplication.</summary>
        Product,

        /// <summary>Even whole exponent: a result without sign.</summary>
        Even,

        /// <summary>Odd whole exponent: a result with the sign of x.</summary>
        Odd,

        /// <summary>Any other exponent: NaN for negative x.</summary>
        Fraction,
    }

    /// <inheritdoc/>
    public static string Name => "Power";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => Raise(x, _exponent, _path);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        // Without this 0^0 would have the derivative 0 · 0^(−1) = NaN at x = 0.
        if (_exponent == 0f)
        {
            return T.Of(0f);
        }

        T slope = T.Of(_exponent) * Raise(x, _exponent - 1f, _slopePath);
        return slope * dy;
    }

    private static Path PathOf(float exponent)
    {
        if (exponent != MathF.Floor(exponent))
        {
            return Path.Fraction;
        }

        if (MathF.Abs(exponent) <= LargestProduct)
        {
            return Path.Product;
        }

        return exponent % 2f == 0f ? Path.Even : Path.Odd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Raise<T>(T x, float exponent, Path path)
        where T : struct, IReal<T>
    {
        if (path == Path.Product)
        {
            T product = Product(x, (int)MathF.Abs(exponent));
            return exponent < 0f ? T.Of(1f) / product : product;
        }

        if (path == Path.Fraction)
        {
            return T.Pow(x, T.Of(exponent));
        }

        T magnitude = T.Pow(T.Abs(x), T.Of(exponent));
        return path == Path.Odd ? T.SelectPositive(-x, -magnitude, magnitude) : magnitude;
    }

    /// <summary><c>x^count</c> by squaring: the factor runs through x, x², x⁴ ..., and the bits of the count choose among them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Product<T>(T x, int count)
        where T : struct, IReal<T>
    {
        T product = (count & 1) != 0 ? x : T.Of(1f);
        T factor = x;
        for (int bits = count >> 1; bits > 0; bits >>= 1)
        {
            factor *= factor;
            if ((bits & 1) != 0)
            {
                product *= factor;
            }
        }

        return product;
    }
}
