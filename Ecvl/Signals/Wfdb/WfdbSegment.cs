namespace DeepHealth.Ecvl.Signals;

/// <summary>A segment line of a multi-segment header.</summary>
/// <remarks>WFDB, header(5), "Segment specification lines".</remarks>
/// <param name="Name">Record name of the segment, whose header lies beside this one; <c>~</c> for a stretch in which nothing was recorded.</param>
/// <param name="FrameCount">Frames of the segment; 0 for the layout of a variable-layout record.</param>
public sealed record WfdbSegment(string Name, long FrameCount)
{
    /// <summary>True for a stretch without samples.</summary>
    public bool IsGap => Name == "~";
}
