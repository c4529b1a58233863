namespace DeepHealth.Eddl;

/// <summary>What a workspace slot holds. Slots of one thread are in use at the same time, so each purpose has its own.</summary>
internal enum WorkspaceSlot
{
    /// <summary>Weights in the order of the tile kernels; filled by the caller, read by every part.</summary>
    Packed,

    /// <summary>Offsets of the taps of a convolution; filled by the caller, read by every part.</summary>
    Taps,

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

    /// <summary>Padded input planes of one part.</summary>
    Source,

    /// <summary>Second operand of one part.</summary>
    Second,

    /// <summary>Result of one part before it is written to its place.</summary>
    Result,
}
