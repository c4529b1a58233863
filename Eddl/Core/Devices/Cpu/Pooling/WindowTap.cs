namespace DeepHealth.Eddl;

/// <summary>The outputs of one axis that see the input through one cell of the window.</summary>
/// <param name="Start">First such output.</param>
/// <param name="End">Output after the last.</param>
/// <param name="Input">Input cell that the first one sees; each further output sees it a stride later.</param>
internal readonly record struct WindowTap(int Start, int End, int Input)
{
    /// <summary>The outputs for one cell of a window.</summary>
    public static WindowTap Of(in Window window, int cell)
    {
        int offset = (cell * window.Dilation) - window.PadBefore;
        int start = offset >= 0 ? 0 : (-offset + window.Stride - 1) / window.Stride;
        int room = window.Input - offset;
        int end = room <= 0 ? 0 : (room + window.Stride - 1) / window.Stride;
        end = Math.Min(end, window.Output);
        start = Math.Min(start, end);
        return new(start, end, (start * window.Stride) + offset);
    }

    /// <summary>The outputs for every cell of a window.</summary>
    public static void Fill(in Window window, Span<WindowTap> taps)
    {
        for (int cell = 0; cell < taps.Length; cell++)
        {
            taps[cell] = Of(window, cell);
        }
    }

    /// <summary>Number of outputs.</summary>
    public int Count => End - Start;

    /// <summary>Input cell that one output sees through one cell of a window; -1 where that is padding.</summary>
    public static int Cell(in Window window, int output, int cell)
    {
        int position = (output * window.Stride) + (cell * window.Dilation) - window.PadBefore;
        return position < window.Input ? Math.Max(position, -1) : -1;
    }
}
