namespace DeepHealth.Numerics;

/// <summary>How a run tile reads the source, known when the kernel is compiled.</summary>
internal interface IRunRead
{
    /// <summary>Whether one number of the source meets all lanes of the weights; else each lane has a number of its own.</summary>
    static abstract bool IsBroadcast { get; }

    /// <summary>Whether the lanes of a group take the source's numbers of that group in turn; else each lane has one number.</summary>
    static abstract bool IsGrouped { get; }

    /// <summary>Whether only some lanes of the last register of the source exist.</summary>
    static abstract bool IsMasked { get; }
}
