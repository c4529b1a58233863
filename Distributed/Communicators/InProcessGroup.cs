namespace DeepHealth.Distributed;

/// <summary>What the ranks of one process share: a meeting point that every operation passes twice.</summary>
/// <remarks>At the first meeting each rank has put down its part, and the last one to arrive checks that they fit. Between the meetings each
/// rank works on its share of the elements, reading and writing the memory of all ranks. After the second meeting the memory is the
/// callers' again.</remarks>
/// <param name="size">Number of ranks.</param>
internal sealed class InProcessGroup(int size)
{
    private readonly object _gate = new();
    private readonly Contribution[] _parts = new Contribution[size];
    private readonly bool[] _arrived = new bool[size];
    private readonly List<int> _left = [];
    private int _waiting;
    private long _meetings;
    private (int Rank, string Message)? _misfit;

    /// <summary>Number of ranks.</summary>
    public int Size { get; } = size;

    /// <summary>The parts of all ranks; valid between the meetings.</summary>
    public ReadOnlySpan<Contribution> Parts => _parts;

    /// <summary>First meeting: puts down a rank's part and waits for those of the others.</summary>
    /// <exception cref="CommunicatorException">The parts do not fit (on every rank), or a rank has left.</exception>
    public void Begin(int rank, in Contribution part)
    {
        lock (_gate)
        {
            bool left = _left.Contains(rank);
            if (left || _arrived[rank])
            {
                throw new CommunicatorException(rank, left
                    ? $"{part.Name}: rank {rank} has left the group."
                    : $"{part.Name}: rank {rank} is already in {_parts[rank].Name}; one thread at a time may use a communicator.");
            }

            _parts[rank] = part;
            Meet(rank, part.Name, check: true);

            // Stays until the next first meeting is complete, for which every rank must have been here.
            if (_misfit is { } misfit)
            {
                throw new CommunicatorException(misfit.Rank, misfit.Message);
            }
        }
    }

    /// <summary>Second meeting: waits until all ranks have done their share.</summary>
    public void End(int rank)
    {
        lock (_gate)
        {
            // No rank can leave here: between the meetings no caller's code runs.
            Meet(rank, _parts[rank].Name, check: false);
        }
    }

    /// <summary>Takes a rank out of the group for good and wakes those that wait for it.</summary>
    public void Leave(int rank)
    {
        lock (_gate)
        {
            if (!_left.Contains(rank))
            {
                _left.Add(rank);
            }

            Monitor.PulseAll(_gate);
        }
    }

    private void Meet(int rank, string operation, bool check)
    {
        long meeting = _meetings;
        _arrived[rank] = true;
        _waiting++;
        if (_waiting == Size)
        {
            if (check)
            {
                _misfit = FindMisfit();
            }

            _waiting = 0;
            Array.Clear(_arrived);
            _meetings++;
            Monitor.PulseAll(_gate);
            return;
        }

        while (_meetings == meeting)
        {
            int gone = FindGone();
            if (gone >= 0)
            {
                // Nobody can complete this meeting any more. The rank withdraws, so that its memory is not used after the call.
                _arrived[rank] = false;
                _waiting--;
                throw new CommunicatorException(gone, $"{operation}: rank {gone} has left the group, while rank {rank} needs it.");
            }

            Monitor.Wait(_gate);
        }
    }

    // The first that left: the others may have left because of it.
    private int FindGone()
    {
        foreach (int rank in _left)
        {
            if (!_arrived[rank])
            {
                return rank;
            }
        }

        return -1;
    }

    private (int Rank, string Message)? FindMisfit()
    {
        Contribution first = _parts[0];
        for (int rank = 1; rank < Size; rank++)
        {
            if (first.DifferenceFrom(_parts[rank]) is { } difference)
            {
                return (rank, $"{first.Name}: the ranks disagree: rank 0 called with {difference.Own}, rank {rank} with {difference.Other}.");
            }

            for (int other = 0; other < rank; other++)
            {
                if (_parts[rank].Overlaps(_parts[other]))
                {
                    return (rank, $"{first.Name}: ranks {other} and {rank} gave overlapping memory; give each rank memory of its own.");
                }
            }
        }

        return null;
    }
}
