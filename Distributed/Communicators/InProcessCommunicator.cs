using System.Runtime.ExceptionServices;

namespace DeepHealth.Distributed;

/// <summary>Ranks that are threads of one process: for tests, and to try a distributed program without MPI.</summary>
/// <remarks>Sums are added in the order of the ranks, element by element, so that they have the same bits on every rank and in every run.
/// Nothing is allocated by an operation.</remarks>
public sealed unsafe class InProcessCommunicator : Communicator
{
    private readonly InProcessGroup _group;

    private InProcessCommunicator(InProcessGroup group, int rank)
    {
        _group = group;
        Rank = rank;
    }

    /// <inheritdoc/>
    public override int Rank { get; }

    /// <inheritdoc/>
    public override int Size => _group.Size;

    /// <summary>Creates the communicators of a group, one per rank, to be used by a thread each.</summary>
    /// <param name="size">Number of ranks, at least 1.</param>
    /// <returns>Communicators in the order of their ranks. Dispose each on its thread, also when that thread fails.</returns>
    public static InProcessCommunicator[] CreateGroup(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        InProcessGroup group = new(size);
        return [.. Enumerable.Range(0, size).Select(rank => new InProcessCommunicator(group, rank))];
    }

    /// <summary>Runs a program on a group of new threads and returns when all are done.</summary>
    /// <param name="size">Number of ranks, at least 1.</param>
    /// <param name="program">What each rank does. A rank that throws leaves the group, so that the others do not wait for it.</param>
    /// <exception cref="Exception">The first exception that a rank threw.</exception>
    public static void Run(int size, Action<Communicator> program)
    {
        ArgumentNullException.ThrowIfNull(program);
        InProcessCommunicator[] group = CreateGroup(size);
        ExceptionDispatchInfo? failure = null;
        Thread[] threads = [.. group.Select(communicator => new Thread(() =>
        {
            try
            {
                program(communicator);
            }
            catch (Exception error)
            {
                // Noted before this rank leaves, so that it comes before what the others throw because of it.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            }
            finally
            {
                communicator.Dispose();
            }
        })
        {
            IsBackground = true,
            Name = $"rank {communicator.Rank}",
        })];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        failure?.Throw();
    }

    /// <inheritdoc/>
    public override void AllReduceSum(Span<float> values)
    {
        fixed (float* address = values)
        {
            _group.Begin(Rank, new Contribution(CollectiveKind.AllReduceSumFloat, (nint)address, values.Length, sizeof(float), Root: 0));
            SumShare<float>(values.Length);
            _group.End(Rank);
        }
    }

    /// <inheritdoc/>
    public override void AllReduceSum(Span<double> values)
    {
        fixed (double* address = values)
        {
            _group.Begin(Rank, new Contribution(CollectiveKind.AllReduceSumDouble, (nint)address, values.Length, sizeof(double), Root: 0));
            SumShare<double>(values.Length);
            _group.End(Rank);
        }
    }

    /// <inheritdoc/>
    public override void Barrier() => _group.Begin(Rank, new Contribution(CollectiveKind.Barrier, 0, 0, 0, Root: 0));

    /// <inheritdoc/>
    protected override void BroadcastBytes(Span<byte> values, int root)
    {
        fixed (byte* address = values)
        {
            _group.Begin(Rank, new Contribution(CollectiveKind.Broadcast, (nint)address, values.Length, sizeof(byte), root));
            if (Rank != root)
            {
                new ReadOnlySpan<byte>((void*)_group.Parts[root].Address, values.Length).CopyTo(values);
            }

            _group.End(Rank);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _group.Leave(Rank);
        base.Dispose(disposing);
    }

    // Adds this rank's share of the elements and gives the sums to all ranks. Shares do not overlap, so no other rank touches these elements.
    private void SumShare<T>(int count)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        ReadOnlySpan<Contribution> parts = _group.Parts;
        int end = (int)((long)count * (Rank + 1) / Size);
        for (int i = (int)((long)count * Rank / Size); i < end; i++)
        {
            T sum = ((T*)parts[0].Address)[i];
            for (int rank = 1; rank < parts.Length; rank++)
            {
                sum += ((T*)parts[rank].Address)[i];
            }

            for (int rank = 0; rank < parts.Length; rank++)
            {
                ((T*)parts[rank].Address)[i] = sum;
            }
        }
    }
}
