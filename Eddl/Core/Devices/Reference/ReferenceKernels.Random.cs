using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void Dropout(Tensor x, Tensor y, RandomSequence random, float rate, bool accumulate)
    {
        Span<float> source = x.Floats();
        Span<float> destination = y.Floats();
        // One float factor for all elements, so that every device gives the same bits.
        float scale = 1 / (1 - rate);
        for (int i = 0; i < destination.Length; i++)
        {
            Store(ref destination[i], random.Uniform(i) >= rate ? source[i] * scale : 0, accumulate);
        }
    }

    /// <inheritdoc/>
    public override void RandomUniform(Tensor y, RandomSequence random, float low, float high) => random.FillUniform(y.Floats(), low, high);

    /// <inheritdoc/>
    public override void RandomNormal(Tensor y, RandomSequence random, float mean, float standardDeviation)
        => random.FillNormal(y.Floats(), mean, standardDeviation);
}
