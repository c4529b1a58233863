namespace DeepHealth.Eddl;

/// <summary>Some neighbouring positions along one axis.</summary>
/// <param name="First">First position.</param>
/// <param name="End">Position after the last; not above <paramref name="First"/> where there is none.</param>
internal readonly record struct CellRange(int First, int End)
{
    /// <summary>Number of positions.</summary>
    public int Count => Math.Max(End - First, 0);

    /// <summary>The cells of a window that lie inside the input, for one output.</summary>
    public static CellRange OfWindow(in Window window, int output)
    {
        int start = (output * window.Stride) - window.PadBefore;
        int first = start >= 0 ? 0 : (-start + window.Dilation - 1) / window.Dilation;
        int end = start >= window.Input ? 0 : Math.Min(window.Kernel, ((window.Input - 1 - start) / window.Dilation) + 1);
        return new(first, end);
    }

    /// <summary>The outputs whose window reaches from before or at an input cell to at or after it. Where the window has gaps, the cell may lie in one.</summary>
    public static CellRange OfOutputs(in Window window, int input)
    {
        int position = input + window.PadBefore;
        int beyond = position - window.Extent;
        return new(beyond < 0 ? 0 : (beyond / window.Stride) + 1, Math.Min(window.Output, (position / window.Stride) + 1));
    }
}
