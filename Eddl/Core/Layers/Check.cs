using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Checks that several layers share.</summary>
internal static class Check
{
    public static int AtLeastOne(string layer, int value, string name)
        => value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{layer}: {name} must be at least 1, it is {value}.");

    public static float Between(string layer, float value, float low, float highExclusive, string name)
        => value >= low && value < highExclusive
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"{layer}: {name} must lie from {low} to below {highExclusive}, it is {value}."));

    public static float Above0(string layer, float value, string name, float highest = float.MaxValue)
        => value > 0 && value <= highest
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"{layer}: {name} must lie above 0 and be at most {highest}, it is {value}."));

    public static Tensor Built(Parameter? parameter, string layer)
        => parameter?.Value ?? throw NotBuilt(layer);

    public static InvalidOperationException NotBuilt(string layer)
        => new($"{layer}: the layer has not been built; call Build with the shape of one sample first.");

    /// <summary>Checks that a sample has a channel axis and the given number of spatial axes.</summary>
    public static void SpatialAxes(string layer, Shape sample, int axes)
    {
        if (sample.Rank != axes + 1)
        {
            throw new ShapeException($"{layer}: needs samples [channels{string.Concat(Enumerable.Repeat(", size", axes))}], they are {sample}.");
        }
    }

    /// <summary>Checks that a batch has a channel axis and the given number of spatial axes.</summary>
    public static void SpatialBatch(string layer, Tensor x, int axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != axes + 2)
        {
            throw new ShapeException($"{layer}: needs a batch [N, channels{string.Concat(Enumerable.Repeat(", size", axes))}], the input is {x.Shape}.");
        }
    }

    /// <summary>Checks that the batch has the sample shape the layer was built for in its channel axis.</summary>
    public static void Channels(string layer, Tensor x, int channels)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2 || x.Shape[1] != channels)
        {
            throw new ShapeException($"{layer}: the input {x.Shape} does not have the {channels} channels for which the layer was built.");
        }
    }
}
