using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Settings of a pooling.</summary>
/// <param name="kernel">Cells of the window, per axis or one for all, at least 1.</param>
/// <param name="stride">Step of the window; the kernel size where null.</param>
/// <param name="padding">Cells added around the input, smaller than the window; none where null.</param>
/// <param name="dilation">Distance of the window's cells; 1 where null.</param>
/// <param name="countPadding">Whether an average counts padding cells (as zeros); the default does not.</param>
public sealed class PoolOptions(int[] kernel, int[]? stride = null, Padding? padding = null, int[]? dilation = null, bool countPadding = false)
    : WindowOptions(stride ?? kernel, padding ?? Padding.Valid, dilation)
{
    /// <summary>Cells of the window.</summary>
    public IReadOnlyList<int> Kernel { get; } = [.. kernel ?? throw new ArgumentNullException(nameof(kernel))];

    /// <summary>Whether an average counts padding cells.</summary>
    public bool CountPadding { get; } = countPadding;

    internal PoolShape ShapeOf(string operation, Shape input)
    {
        (Window depth, Window height, Window width) = Windows(operation, input, [.. Kernel]);
        foreach (Window window in (ReadOnlySpan<Window>)[depth, height, width])
        {
            if (window.PadBefore >= window.Extent || window.PadAfter >= window.Extent)
            {
                throw new ShapeException(
                    $"{operation}: padding {window.PadBefore} and {window.PadAfter} must be smaller than the window of {window.Extent} cells, or windows would see padding only.");
            }
        }

        return new PoolShape(input[0] * input[1], depth, height, width, CountPadding);
    }
}
