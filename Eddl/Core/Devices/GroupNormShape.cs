namespace DeepHealth.Eddl;

/// <summary>Rows normalised one by one: <c>[batch, groups, channelsPerGroup, inner]</c>, statistics per (batch, group).</summary>
/// <remarks>The element at (n, g, c, s) is scaled by <c>gamma[g·channelsPerGroup + c]</c>. Layer normalisation is one group whose channels
/// are the normalised elements, with inner size 1.</remarks>
/// <param name="Batch">Number of samples.</param>
/// <param name="Groups">Groups per sample.</param>
/// <param name="ChannelsPerGroup">Channels that share statistics.</param>
/// <param name="Inner">Elements per channel.</param>
public readonly record struct GroupNormShape(int Batch, int Groups, int ChannelsPerGroup, int Inner)
{
    /// <summary>Number of rows with statistics of their own.</summary>
    public int Rows => Batch * Groups;

    /// <summary>Elements per row.</summary>
    public int RowSize => ChannelsPerGroup * Inner;
}
