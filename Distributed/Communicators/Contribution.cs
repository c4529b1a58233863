namespace DeepHealth.Distributed;

/// <summary>One rank's part of a collective operation.</summary>
/// <param name="Kind">The operation.</param>
/// <param name="Address">First byte of the rank's memory, fixed until the operation is done.</param>
/// <param name="Count">Elements: floats, doubles or bytes.</param>
/// <param name="ElementSize">Bytes of one element.</param>
/// <param name="Root">The rank that sends, in a broadcast.</param>
internal readonly record struct Contribution(CollectiveKind Kind, nint Address, int Count, int ElementSize, int Root)
{
    /// <summary>The operation, as messages call it.</summary>
    public string Name => Kind is CollectiveKind.AllReduceSumFloat or CollectiveKind.AllReduceSumDouble ? "AllReduceSum" : Kind.ToString();

    private long Bytes => (long)Count * ElementSize;

    /// <summary>What differs from another rank's part, or null: the first text is this part's, the second the other's.</summary>
    public (string Own, string Other)? DifferenceFrom(in Contribution other)
    {
        if (Kind != other.Kind)
        {
            return (Call, other.Call);
        }

        if (Count != other.Count)
        {
            return (Sized, other.Sized);
        }

        return Root == other.Root ? null : ($"root {Root}", $"root {other.Root}");
    }

    /// <summary>Whether two ranks gave the same memory, so that one would overwrite the other's terms.</summary>
    public bool Overlaps(in Contribution other) => Bytes > 0 && other.Bytes > 0 && Address < other.Address + (nint)other.Bytes && other.Address < Address + (nint)Bytes;

    private string Sized => $"{Count} {(Kind == CollectiveKind.Broadcast ? "bytes" : "values")}";

    private string Call => Kind switch
    {
        CollectiveKind.AllReduceSumFloat => "AllReduceSum of floats",
        CollectiveKind.AllReduceSumDouble => "AllReduceSum of doubles",
        _ => Kind.ToString(),
    };
}
