using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>A calculation with two samples.</summary>
internal interface IPixelOp
{
    /// <summary>Name for messages.</summary>
    static abstract string Name { get; }

    /// <summary>The result before rounding to the pixel type. Exact enough for pixel types of up to 32 bit and for floating point.</summary>
    static abstract double Of(double left, double right);

    /// <summary>The results of several samples in floating point; see <see cref="ArithmeticLanes"/>.</summary>
    static abstract Vector256<T> Of<T>(Vector256<T> left, Vector256<T> right);

    /// <summary>The result for 64-bit integers: any value beyond their range stands for a result beyond it.</summary>
    static abstract Int128 Of(Int128 left, Int128 right);
}
