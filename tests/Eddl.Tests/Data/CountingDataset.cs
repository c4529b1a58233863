using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Sample i is the number i, twice as input and once as target.</summary>
public sealed class CountingDataset(int count, DType targetType = DType.Int32) : Dataset
{
    /// <summary>Called before a sample is read, to fail, to wait or to note the context.</summary>
    public Action<int, SampleContext>? OnRead { get; init; }

    /// <summary>What replaces the target.</summary>
    public Func<int, float>? Target { get; init; }

    /// <summary>What replaces the sample's name.</summary>
    public Func<int, string>? Naming { get; init; }

    public override int Count => count;

    public override Shape InputShape => [2];

    public override Shape TargetShape => Shape.Scalar;

    public override DType TargetType => targetType;

    public override void Read(int index, in SampleContext context, Span<float> input, Span<float> target)
    {
        OnRead?.Invoke(index, context);
        input.Fill(index);
        target[0] = Target?.Invoke(index) ?? index;
    }

    public override string NameOf(int index) => Naming?.Invoke(index) ?? $"number {index}";
}
