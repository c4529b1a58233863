using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>The op table: every element-wise op has a row here, and every generic op test runs over all rows.</summary>
public static partial class OpCases
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;

    /// <summary>Names of the unary rows.</summary>
    public static TheoryData<string> UnaryNames => [.. Unary.Select(row => row.Name)];

    /// <summary>Names of the binary rows.</summary>
    public static TheoryData<string> BinaryNames => [.. Binary.Select(row => row.Name)];

    /// <summary>The unary row of a name.</summary>
    public static UnaryCase UnaryOf(string name) => Unary.Single(row => row.Name == name);

    /// <summary>The binary row of a name.</summary>
    public static BinaryCase BinaryOf(string name) => Binary.Single(row => row.Name == name);

    /// <summary>Single-precision sample points: an even grid, and magnitudes down to 1e-30 on each side of 0 that the range has.</summary>
    public static IEnumerable<float> Samples(double low, double high, int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return (float)(low + ((high - low) * i / (count - 1)));
        }

        for (double size = Math.Min(Math.Abs(low), Math.Abs(high)); size > 1e-30; size *= 0.037)
        {
            if (size <= high)
            {
                yield return (float)size;
            }

            if (-size >= low)
            {
                yield return (float)-size;
            }
        }
    }
}
