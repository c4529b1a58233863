namespace DeepHealth.Eddl;

/// <summary>How an op gets on with operands whose channels are last (<see cref="ChannelsLast"/>).</summary>
internal enum ChannelsLastSupport
{
    /// <summary>Operands must be contiguous.</summary>
    None,

    /// <summary>As good as with contiguous operands: worth it where a neighbour has them anyway.</summary>
    Follows,

    /// <summary>Faster, so that a copy of the operands pays.</summary>
    Prefers,
}
