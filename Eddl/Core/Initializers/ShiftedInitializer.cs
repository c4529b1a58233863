using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Another initializer with a number added to some consecutive elements.</summary>
internal sealed class ShiftedInitializer(Initializer basis, int start, int count, float shift) : Initializer
{
    public override void Fill(Span<float> values, RandomSequence random, Fans fans)
    {
        basis.Fill(values, random, fans);
        foreach (ref float value in values.Slice(start, count))
        {
            value += shift;
        }
    }
}
