using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A tensor seen as <c>[batch, channels, inner]</c>.</summary>
/// <param name="Batch">Size of the first axis.</param>
/// <param name="Channels">Size of the second axis.</param>
/// <param name="Inner">Product of the axes after.</param>
public readonly record struct ChannelShape(int Batch, int Channels, int Inner)
{
    /// <summary>The view of a shape <c>[N, C, …]</c>.</summary>
    /// <exception cref="ShapeException">The shape has no channel axis.</exception>
    public static ChannelShape Of(Shape shape, string operation)
        => shape.Rank >= 2
            ? new ChannelShape(shape[0], shape[1], shape[2..].ElementCount)
            : throw new ShapeException($"{operation}: needs [batch, channels, …], the input is {shape}.");
}
