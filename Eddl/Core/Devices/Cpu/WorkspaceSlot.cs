namespace DeepHealth.Eddl;

/// <summary>What a workspace slot holds. Slots of one thread are in use at the same time, so each purpose has its own.</summary>
internal enum WorkspaceSlot
{
    /// <summary>Weights in the order of the tile kernels; filled by the caller, read by every part.</summary>
    Packed,

    /// <summary>Offsets of the taps of a convolution; filled by the caller, read by every part.</summary>
    Taps,

    /// <summary>Taps and segments of the axes of a convolution; filled by the caller.</summary>
    Axes,

    /// <summary>Partial results of the parts; written by every part, summed afterwards.</summary>
    Partials,

    /// <summary>A broadcast operand in full; filled by the caller.</summary>
    Broadcast,

    /// <summary>The other broadcast operand in full; filled by the caller.</summary>
    SecondBroadcast,

    /// <summary>A gradient before it is summed over broadcast axes; filled by the caller.</summary>
    Unreduced,

    /// <summary>A gradient that is summed over some of its broadcast axes; filled by the caller.</summary>
    PartlyReduced,

    /// <summary>First operand with its channels last, where it comes in another format; filled by the caller.</summary>
    FirstCells,

    /// <summary>Second such operand.</summary>
    SecondCells,

    /// <summary>Third such operand.</summary>
    ThirdCells,

    /// <summary>Fourth such operand.</summary>
    FourthCells,

    /// <summary>Fifth such operand.</summary>
    FifthCells,

    /// <summary>Values per channel, repeated to whole registers; filled by the caller, read by every part.</summary>
    ChannelPattern,

    /// <summary>Packed weights of one part.</summary>
    Panel,

    /// <summary>Second operand of one part.</summary>
    Second,

    /// <summary>Result of one part before it is written to its place.</summary>
    Result,
}
