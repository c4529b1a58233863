using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>One differentiated operand of a gradient case: its shape and where its values lie.</summary>
/// <param name="Shape">Shape that the op sees.</param>
/// <param name="Value">Value of the i-th of n elements. All values are multiples of 2^-10, so that steps of 2^-5 are exact.</param>
internal sealed record GradientInput(Shape Shape, Func<int, int, double> Value)
{
    private const double Grid = 1024;
    private const double GoldenRatio = 0.6180339887498949;

    /// <summary>Values spread evenly over a range without order.</summary>
    public static GradientInput Smooth(Shape shape, double low = -1.5, double high = 1.5)
        => new(shape, (i, _) => Math.Round((low + ((high - low) * ((i + 1) * GoldenRatio % 1))) * Grid) / Grid);

    /// <summary>Values that all differ by 1/4 or more and lie 1/8 or more away from 0, for ops with kinks or ties.</summary>
    /// <param name="shape">Shape that the op sees.</param>
    /// <param name="offset">Added to all; two operands with offsets 1/8 apart have no value in common.</param>
    public static GradientInput Spaced(Shape shape, double offset = 0)
        => new(shape, (i, n) => (((i * Stride(n) % n) - (n / 2) + 0.5) / 4) + offset);

    // A number without common factors with n, so that i·stride mod n takes every value once.
    private static int Stride(int n)
    {
        int stride = Math.Max(1, (int)(n * GoldenRatio));
        while (GreatestCommonDivisor(stride, n) != 1)
        {
            stride++;
        }

        return stride;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
