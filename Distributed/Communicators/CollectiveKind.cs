namespace DeepHealth.Distributed;

/// <summary>What the ranks of an <see cref="InProcessGroup"/> do together.</summary>
internal enum CollectiveKind
{
    AllReduceSumFloat,
    AllReduceSumDouble,
    Broadcast,
    Barrier,
}
