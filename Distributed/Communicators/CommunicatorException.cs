namespace DeepHealth.Distributed;

/// <summary>Ranks that work together called different operations, or one of them is gone. The message names the ranks and both values.</summary>
/// <param name="rank">The rank at fault.</param>
/// <param name="message">Operation, what is wrong, the ranks and their values.</param>
public sealed class CommunicatorException(int rank, string message) : InvalidOperationException(message)
{
    /// <summary>The rank at fault: the one that gave another value than rank 0, or that left.</summary>
    public int Rank { get; } = rank;
}
