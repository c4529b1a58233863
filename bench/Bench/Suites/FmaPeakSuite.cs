using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;

namespace DeepHealth.Bench;

/// <summary>The most multiply-adds that one thread can do: what GFLOP/s of the other suites are measured against.</summary>
/// <remarks>Ten chains that do not depend on each other hide the latency of the operation (4 cycles on two units need 8).</remarks>
[Rate("GFLOP/s", 1e9)]
public class FmaPeakSuite
{
    /// <summary>Independent chains.</summary>
    public const int Accumulators = 10;

    private const int Rounds = 100_000;

    /// <summary>The widest vectors that the processor has.</summary>
    public static IEnumerable<MultiplyAdds> Lengths => [new(Rounds, Vector512.IsHardwareAccelerated ? 16 : 8)];

    /// <summary>Length of the run.</summary>
    [ParamsSource(nameof(Lengths))]
    public MultiplyAdds Length { get; set; }

    /// <summary>Runs the chains.</summary>
    /// <returns>Their sum, so that none can be left out.</returns>
    [Benchmark]
    public float MultiplyAdd() => Length.Lanes == 16 ? Wide() : Narrow();

    private static float Wide()
    {
        Vector512<float> factor = Vector512.Create(0.999f);
        Vector512<float> a = factor, b = factor, c = factor, d = factor, e = factor, f = factor, g = factor, h = factor, i = factor, j = factor;
        for (int round = 0; round < Rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, factor);
            b = Vector512.FusedMultiplyAdd(b, factor, factor);
            c = Vector512.FusedMultiplyAdd(c, factor, factor);
            d = Vector512.FusedMultiplyAdd(d, factor, factor);
            e = Vector512.FusedMultiplyAdd(e, factor, factor);
            f = Vector512.FusedMultiplyAdd(f, factor, factor);
            g = Vector512.FusedMultiplyAdd(g, factor, factor);
            h = Vector512.FusedMultiplyAdd(h, factor, factor);
            i = Vector512.FusedMultiplyAdd(i, factor, factor);
            j = Vector512.FusedMultiplyAdd(j, factor, factor);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j);
    }

    private static float Narrow()
    {
        Vector256<float> factor = Vector256.Create(0.999f);
        Vector256<float> a = factor, b = factor, c = factor, d = factor, e = factor, f = factor, g = factor, h = factor, i = factor, j = factor;
        for (int round = 0; round < Rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, factor);
            b = Vector256.FusedMultiplyAdd(b, factor, factor);
            c = Vector256.FusedMultiplyAdd(c, factor, factor);
            d = Vector256.FusedMultiplyAdd(d, factor, factor);
            e = Vector256.FusedMultiplyAdd(e, factor, factor);
            f = Vector256.FusedMultiplyAdd(f, factor, factor);
            g = Vector256.FusedMultiplyAdd(g, factor, factor);
            h = Vector256.FusedMultiplyAdd(h, factor, factor);
            i = Vector256.FusedMultiplyAdd(i, factor, factor);
            j = Vector256.FusedMultiplyAdd(j, factor, factor);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
