namespace DeepHealth.Eddl;

/// <summary>One axis of a padded plane that is split by stride: position e of phase q is input cell <c>stride·e + q − pad</c>.</summary>
/// <remarks>In a plane without stride a tap reads consecutive cells for consecutive outputs. Splitting the cells by their remainder gives
/// the same with stride: output o reads tap r at position <c>o + r·dilation / stride</c> of phase <c>r·dilation mod stride</c>.</remarks>
/// <param name="Input">Cells of the input.</param>
/// <param name="Output">Positions that are wanted.</param>
/// <param name="Stride">Step of the window.</param>
/// <param name="Phases">Phases that taps read.</param>
/// <param name="Shift">Largest distance of a tap within its phase.</param>
/// <param name="Pad">Cells before the input.</param>
internal readonly record struct PlaneAxis(int Input, int Output, int Stride, int Phases, int Shift, int Pad)
{
    /// <summary>Positions of one phase.</summary>
    public int Extent => Output + Shift;

    /// <summary>Axis of the input of a convolution.</summary>
    public static PlaneAxis OfInput(Window window) => new(
        window.Input, window.Output, window.Stride, Math.Min(window.Stride, window.Extent), (window.Extent - 1) / window.Stride, window.PadBefore);

    /// <summary>Axis of the output gradient as the source of the input gradient: padded so that every tap finds a cell or zero.</summary>
    public static PlaneAxis OfOutputGradient(Window window)
    {
        (int start, int end) = SpreadRange(window);
        int shift = (window.Extent - 1) / window.Stride;
        return new(window.Output, end - start, 1, 1, shift, shift - start);
    }

    /// <summary>Axis of the output gradient laid out beside the input: zeros follow the outputs.</summary>
    public static PlaneAxis OfOutputBeside(Window window)
        => new(window.Output, window.Output + ((window.Extent - 1) / window.Stride), 1, 1, 0, 0);

    /// <summary>Axis over which the input gradient is spread.</summary>
    public static PlaneAxis OfInputGradient(Window window)
    {
        (int start, int end) = SpreadRange(window);
        return new(window.Input, end - start, window.Stride, Math.Min(window.Stride, window.Extent), 0, window.PadBefore - (window.Stride * start));
    }

    /// <summary>Positions of a phase that lie inside the input, from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public void Inside(int phase, out int start, out int end)
    {
        start = Math.Clamp(CeilingQuotient(Pad - phase), 0, Extent);
        end = Math.Clamp(CeilingQuotient(Input + Pad - phase), start, Extent);
    }

    /// <summary>Input cell of a position; meaningful inside only.</summary>
    public int Cell(int phase, int position) => (Stride * position) + phase - Pad;

    // Positions of which some phase lies inside the input. All others belong to the padding and need no gradient.
    private static (int Start, int End) SpreadRange(Window window)
    {
        PlaneAxis whole = OfInput(window);
        whole.Inside(whole.Phases - 1, out int start, out _);
        whole.Inside(0, out _, out int end);
        return (start, Math.Max(start, end));
    }

    private int CeilingQuotient(int value) => value <= 0 ? 0 : (value + Stride - 1) / Stride;
}
