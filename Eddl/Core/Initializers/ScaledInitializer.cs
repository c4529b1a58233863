using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Variance scaling: variance <c>gain/(byFanIn·fanIn + byFanOut·fanOut)</c>, normal or uniform.</summary>
internal sealed class ScaledInitializer(double gain, int byFanIn, int byFanOut, bool normal) : Initializer
{
    public override void Fill(Span<float> values, RandomSequence random, Fans fans)
    {
        int connections = (byFanIn * fans.In) + (byFanOut * fans.Out);
        if (connections < 1)
        {
            throw new ArgumentException($"Initializer: needs the connections of the layer, got fan-in {fans.In} and fan-out {fans.Out}.", nameof(fans));
        }

        double deviation = Math.Sqrt(gain / connections);
        if (normal)
        {
            random.FillNormal(values, 0, (float)deviation);
        }
        else
        {
            // A uniform distribution on ±a has the deviation a/√3.
            float limit = (float)(deviation * Math.Sqrt(3));
            random.FillUniform(values, -limit, limit);
        }
    }
}
