using System.Collections.Concurrent;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Channels-last formats that were asked for before: kernels look them up by their sizes, from any thread, without allocating.</summary>
/// <remarks>A format is immutable, so all callers may share one. There are as many as there are different tensors in a model.</remarks>
internal static class FormatCache
{
    private static readonly ConcurrentDictionary<FormatKey, ChannelsLast> s_formats = new();

    /// <summary>The format of a shape <c>[N, C]</c> and one to three spatial axes with a halo.</summary>
    /// <exception cref="ShapeException">The shape has no spatial axis, or more than three.</exception>
    public static ChannelsLast Get(Shape shape, Halo depth, Halo height, Halo width)
    {
        ReadOnlySpan<int> sizes = shape.Sizes;
        int rank = sizes.Length;
        FormatKey key = new(
            rank, rank > 0 ? sizes[0] : 1, rank > 1 ? sizes[1] : 1, rank > 4 ? sizes[2] : 1, rank > 3 ? sizes[^2] : 1, rank > 2 ? sizes[^1] : 1,
            depth, height, width);
        return s_formats.TryGetValue(key, out ChannelsLast? format) ? format : s_formats.GetOrAdd(key, new ChannelsLast(shape, depth, height, width));
    }

    /// <summary>The format of a tensor <c>[N, C, D, H, W]</c> with a halo.</summary>
    public static ChannelsLast Get(int batch, int channels, int depth, int height, int width, Halo depthHalo, Halo heightHalo, Halo widthHalo)
    {
        FormatKey key = new(5, batch, channels, depth, height, width, depthHalo, heightHalo, widthHalo);
        return s_formats.TryGetValue(key, out ChannelsLast? format)
            ? format
            : s_formats.GetOrAdd(key, new ChannelsLast([batch, channels, depth, height, width], depthHalo, heightHalo, widthHalo));
    }
}
