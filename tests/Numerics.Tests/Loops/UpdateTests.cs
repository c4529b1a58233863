using Xunit;

namespace DeepHealth.Numerics.Tests;

public class UpdateTests
{
    [Fact]
    public void Update_reads_and_writes_parameter_and_state()
    {
        foreach (int n in LoopData.Sizes)
        {
            float[] p = LoopData.Numbers(n), g = LoopData.Numbers(n, 1), f = LoopData.Numbers(n, 2), s = LoopData.Numbers(n, 3);
            float[] p0 = [.. p], f0 = [.. f], s0 = [.. s];
            SpanLoops.Update(new Momentum(0.1f, 0.9f), p, g, f, s);
            for (int i = 0; i < n; i++)
            {
                double first = (0.9 * f0[i]) + g[i];
                Assert.Equal(first, f[i], 1e-6);
                Assert.Equal(s0[i] + (g[i] * (double)g[i]), s[i], 1e-6);
                Assert.Equal(p0[i] - (0.1 * first), p[i], 1e-6);
            }
        }
    }

    [Fact]
    public void A_state_left_out_counts_as_zero()
    {
        float[] p = LoopData.Numbers(37), g = LoopData.Numbers(37, 1);
        float[] p0 = [.. p];
        SpanLoops.Update(new Momentum(0.5f, 0.9f), p, g, [], []);
        for (int i = 0; i < p.Length; i++)
        {
            Assert.Equal(p0[i] - (0.5f * g[i]), p[i]);
        }
    }

    [Fact]
    public void A_state_of_wrong_length_is_named()
    {
        var error = Assert.Throws<ShapeException>(() => SpanLoops.Update(default(Momentum), new float[4], new float[4], new float[3], []));
        Assert.Contains("first has 3", error.Message, StringComparison.Ordinal);
    }
}
