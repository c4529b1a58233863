using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>One value everywhere.</summary>
internal sealed class ConstantInitializer(float value) : Initializer
{
    public override void Fill(Span<float> values, RandomSequence random, Fans fans) => values.Fill(value);
}
