namespace DeepHealth.Eddl;

/// <summary>The outputs along one axis whose window has a given cell inside the input.</summary>
internal readonly record struct TapRange
{
    /// <summary>Finds the outputs.</summary>
    /// <param name="window">How the window slides.</param>
    /// <param name="tap">Cell of the window.</param>
    public TapRange(in Window window, int tap)
    {
        int shift = (tap * window.Dilation) - window.PadBefore;
        Start = Math.Min(window.Output, shift >= 0 ? 0 : (window.Stride - 1 - shift) / window.Stride);
        End = shift >= window.Input ? Start : Math.Max(Start, Math.Min(window.Output, ((window.Input - 1 - shift) / window.Stride) + 1));
    }

    /// <summary>Some outputs; none where <paramref name="end"/> is not after <paramref name="start"/>.</summary>
    public TapRange(int start, int end) => (Start, End) = (start, Math.Max(start, end));

    /// <summary>First such output.</summary>
    public int Start { get; }

    /// <summary>Output after the last.</summary>
    public int End { get; }

    /// <summary>The other way round: the cells of the window of one output that lie inside the input.</summary>
    /// <param name="window">How the window slides.</param>
    /// <param name="output">Output.</param>
    public static TapRange OfOutput(in Window window, int output)
    {
        int shift = window.PadBefore - (output * window.Stride), dilation = window.Dilation;
        int First(int distance) => distance <= 0 ? 0 : (distance + dilation - 1) / dilation;
        return new TapRange(Math.Min(First(shift), window.Kernel), Math.Min(First(window.Input + shift), window.Kernel));
    }

    /// <summary>The outputs that lie in both.</summary>
    public TapRange Intersect(TapRange other) => new(Math.Max(Start, other.Start), Math.Min(End, other.End));

    /// <summary>Whether an output is among them.</summary>
    public bool Contains(int output) => output >= Start && output < End;
}
