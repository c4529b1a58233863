using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Error function: <c>y = 2/√π · ∫₀ˣ e^(−t²) dt</c>.</summary>
/// <remarks>NIST Digital Library of Mathematical Functions, 7.2.1. ±∞ gives ±1, NaN stays NaN.</remarks>
public readonly struct Erf : IUnaryOp
{
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <inheritdoc/>
    public static string Name => "Erf";

    /// <inheritdoc/>
    public static bool IsSmall => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Erf(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
    {
        T slope = PreciseConstant.Of<T>(TwoOverRootPi) * T.Exp(-(x * x));
        return slope * dy;
    }
}
