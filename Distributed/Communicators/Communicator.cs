using System.Runtime.InteropServices;

namespace DeepHealth.Distributed;

/// <summary>A group of ranks that compute the same program on different data, seen by one of them.</summary>
/// <remarks>Every operation is collective: all ranks call the same ones, with the same sizes, in the same order, and each call returns when
/// this rank's part is done. One thread at a time may use a communicator. <see cref="Dispose()"/> leaves the group; ranks that wait for one that has left
/// get a <see cref="CommunicatorException"/> instead of waiting for ever, so keep a communicator in a <c>using</c>.</remarks>
public abstract class Communicator : IDisposable
{
    /// <summary>Number of this rank, from 0 to <see cref="Size"/> − 1.</summary>
    public abstract int Rank { get; }

    /// <summary>Number of ranks, at least 1.</summary>
    public abstract int Size { get; }

    /// <summary>Replaces every element by its sum over all ranks. All ranks get the same bits.</summary>
    /// <param name="values">This rank's terms; then the sums. Equal length on all ranks.</param>
    /// <exception cref="CommunicatorException">Another rank called something else, gave another length, or has left.</exception>
    public abstract void AllReduceSum(Span<float> values);

    /// <inheritdoc cref="AllReduceSum(Span{float})"/>
    public abstract void AllReduceSum(Span<double> values);

    /// <summary>Gives all ranks the elements of one.</summary>
    /// <param name="values">Read on the root, overwritten on the others. Equal length on all ranks.</param>
    /// <param name="root">The rank that has the elements.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="root"/> is no rank.</exception>
    /// <exception cref="CommunicatorException">Another rank called something else, gave another length or root, or has left.</exception>
    public void Broadcast<T>(Span<T> values, int root = 0)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(root);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(root, Size);
        BroadcastBytes(MemoryMarshal.AsBytes(values), root);
    }

    /// <summary>Returns when all ranks have called it.</summary>
    /// <exception cref="CommunicatorException">Another rank called something else, or has left.</exception>
    public abstract void Barrier();

    /// <summary>Leaves the group.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives all ranks the bytes of one.</summary>
    /// <param name="values">Read on the root, overwritten on the others.</param>
    /// <param name="root">The rank that has the bytes; checked.</param>
    protected abstract void BroadcastBytes(Span<byte> values, int root);

    /// <summary>Leaves the group and frees what belongs to it.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
