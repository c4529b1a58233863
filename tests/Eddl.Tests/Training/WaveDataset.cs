using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Three classes, each a wave of its own frequency with noise that changes by epoch while training.</summary>
public sealed class WaveDataset(int count, Shape input) : Dataset
{
    /// <summary>Called before a sample is read, to fail or to wait.</summary>
    public Action<int, SampleContext>? OnRead { get; init; }

    public override int Count => count;

    public override Shape InputShape => input;

    public override Shape TargetShape => Shape.Scalar;

    public override DType TargetType => DType.Int32;

    public override void Read(int index, in SampleContext context, Span<float> input, Span<float> target)
    {
        OnRead?.Invoke(index, context);
        int label = index % 3;
        RandomSequence noise = context.IsTraining ? context.Random() : new RandomSequence(1, (uint)index);
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = MathF.Sin((label + 1) * i * 0.4f) + (0.3f * (float)noise.Normal(i));
        }

        target[0] = label;
    }

    public override string NameOf(int index) => $"wave {index}";
}
