namespace DeepHealth.Distributed;

/// <summary>A group of one: the same program without others. Sums are their only term.</summary>
public sealed class SelfCommunicator : Communicator
{
    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override int Size => 1;

    /// <inheritdoc/>
    public override void AllReduceSum(Span<float> values)
    {
    }

    /// <inheritdoc/>
    public override void AllReduceSum(Span<double> values)
    {
    }

    /// <inheritdoc/>
    public override void Barrier()
    {
    }

    /// <inheritdoc/>
    protected override void BroadcastBytes(Span<byte> values, int root)
    {
    }
}
