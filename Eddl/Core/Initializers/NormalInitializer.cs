using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Normal numbers with given mean and deviation.</summary>
internal sealed class NormalInitializer(float mean, float standardDeviation) : Initializer
{
    public override void Fill(Span<float> values, RandomSequence random, Fans fans) => random.FillNormal(values, mean, standardDeviation);
}
