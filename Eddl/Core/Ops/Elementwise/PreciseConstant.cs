using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Constants such as 1/√2 in the full precision of the number type.</summary>
/// <remarks><see cref="IReal{T}.Of"/> takes a single-precision value. The sum of two of them carries 48 bits in double precision,
/// so that reference results and derivatives agree to 1e-14; in single precision the second one rounds away.</remarks>
internal static class PreciseConstant
{
    /// <summary>The constant as a number: relative error below 4e-15 in double precision, half a unit in the last place in single.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(double constant)
        where T : struct, IReal<T>
        => T.Of((float)constant) + T.Of((float)(constant - (float)constant));
}
