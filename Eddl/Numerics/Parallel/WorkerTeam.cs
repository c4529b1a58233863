using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace DeepHealth.Numerics;

/// <summary>A fixed set of threads that runs the parts of one <see cref="IParallelJob"/> at a time, with the caller among them.</summary>
/// <remarks>Parts are claimed one by one; the caller runs whatever no worker has claimed, so a worker that the system has descheduled never
/// delays the others. Idle workers spin for about 30 µs, then park. Each worker is pinned to a processor of its own where the system allows, and
/// gives way when the caller turns up there.
/// A job started inside a part, or while another thread uses the team, runs on its caller alone; the results are the same.
/// Starting a job allocates nothing.</remarks>
public sealed unsafe class WorkerTeam : IDisposable
{
    private const int SpinsBeforePark = 3000;

    [ThreadStatic]
    private static bool t_insidePart;

    private readonly SemaphoreSlim[] _wake;
    private readonly Thread[] _threads;
    private readonly int[] _parked;

    // Where workers are pinned: the processor of each, the system's number of its thread, and the processor left to the caller.
    private readonly int[] _processors;
    private readonly int[] _systemThreads;
    private readonly bool _isPinned;
    private int _callersProcessor;
    private readonly Lock _gate = new();
    private Shared _shared;
    private delegate*<void*, int, void> _execute;
    private void* _job;
    private int _parts;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _stopping;

    /// <summary>Starts a team.</summary>
    /// <param name="threads">Number of threads, the caller included; at least 1.</param>
    /// <param name="pin">Whether workers are pinned to processors. Leave off when several teams or processes share the processors.</param>
    public WorkerTeam(int threads, bool pin = true)
        : this(threads, pin, firstProcessor: 0)
    {
    }

    private WorkerTeam(int threads, bool pin, int firstProcessor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        int[] processors = pin && threads > 1 ? ThreadAffinity.Allowed() : [];
        _wake = new SemaphoreSlim[threads - 1];
        _threads = new Thread[threads - 1];
        _parked = new int[threads * 16];
        _systemThreads = new int[threads - 1];
        _processors = new int[threads - 1];
        _isPinned = processors.Length >= threads && threads > 1;
        _callersProcessor = _isPinned ? processors[firstProcessor % processors.Length] : -1;
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i;
            _processors[i] = _isPinned ? processors[(firstProcessor + i + 1) % processors.Length] : -1;
            _wake[i] = new SemaphoreSlim(0);
            _threads[i] = new Thread(() => Work(worker)) { IsBackground = true, Name = $"deephealth worker {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>The team used where none is given: <c>DEEPHEALTH_THREADS</c> threads; else as many as <c>SLURM_CPUS_PER_TASK</c> says; else one per
    /// processor, shared among the MPI ranks of the computer.</summary>
    public static WorkerTeam Default => DefaultHolder.Team;

    /// <summary>Number of threads, the caller included.</summary>
    public int Threads { get; }

    /// <summary>The processor that each worker is pinned to; -1 where it is not.</summary>
    internal ReadOnlySpan<int> Processors => _processors;

    /// <summary>Runs parts 0 … <paramref name="parts"/> - 1 of a job and returns when all are done.</summary>
    /// <exception cref="Exception">The first exception that a part threw; the other parts still ran or were skipped.</exception>
    public void Run<TJob>(ref TJob job, int parts)
        where TJob : struct, IParallelJob
    {
        if (parts <= 0)
        {
            return;
        }

        if (parts == 1 || Threads == 1 || t_insidePart || !_gate.TryEnter())
        {
            for (int part = 0; part < parts; part++)
            {
                job.Execute(part);
            }

            return;
        }

        try
        {
            // The job stays on this stack frame until every part is done, so its address is good for the workers.
            RunShared(Unsafe.AsPointer(ref job), &Invoke<TJob>, parts);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Stops the workers. Only for teams that one created, and when no job runs; afterwards
    /// jobs run on their caller alone. <see cref="Default"/> lives as long as the process.</summary>
    public void Dispose()
    {
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        foreach (SemaphoreSlim wake in _wake)
        {
            wake.Release();
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        foreach (SemaphoreSlim wake in _wake)
        {
            wake.Dispose();
        }
    }

    private static void Invoke<TJob>(void* job, int part)
        where TJob : struct, IParallelJob
        => Unsafe.AsRef<TJob>(job).Execute(part);

    private void RunShared(void* job, delegate*<void*, int, void> execute, int parts)
    {
        // The high half of the state names the job, the low half counts the parts that nobody has claimed. It is 0 when a job ends, so
        // a worker that comes late can claim nothing while the next job is prepared, and afterwards the name is another.
        // Everything a worker reads is written before the new state is published.
        LeaveRoomForCaller();
        int generation = (int)(_shared.State >> 32) + 1;
        _job = job;
        _execute = execute;
        _parts = parts;
        _failure = null;
        _shared.Done = 0;
        Interlocked.Exchange(ref _shared.State, ((long)generation << 32) | (uint)parts);
        int helpers = Math.Min(_wake.Length, parts - 1);
        for (int i = 0; i < helpers; i++)
        {
            if (_wake[i].CurrentCount == 0 && Volatile.Read(ref Parked(i)) == 1 && Interlocked.Exchange(ref Parked(i), 0) == 1)
            {
                _wake[i].Release();
            }
        }

        RunClaimed(generation);
        SpinWait wait = default;
        while (Volatile.Read(ref _shared.Done) != parts)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        _failure?.Throw();
    }

    // The system may run the caller on the processor of a worker, which then would wait for it although another processor is idle. The worker
    // moves to the one that was left to the caller.
    private void LeaveRoomForCaller()
    {
        if (!_isPinned)
        {
            return;
        }

        int processor = ThreadAffinity.CurrentProcessor();
        if (processor == _callersProcessor)
        {
            return;
        }

        int worker = Array.IndexOf(_processors, processor);
        if (worker >= 0 && Volatile.Read(ref _systemThreads[worker]) is var thread and not 0)
        {
            ThreadAffinity.Pin(_callersProcessor, thread);
            (_processors[worker], _callersProcessor) = (_callersProcessor, processor);
        }
    }

    private void RunClaimed(int generation)
    {
        while (TryClaim(generation, out int part))
        {
            t_insidePart = true;
            try
            {
                _execute(_job, part);
            }
            catch (Exception error)
            {
                // Whatever a part throws belongs to the caller of Run; the first one wins.
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(error), null);
            }
            finally
            {
                t_insidePart = false;
            }

            Interlocked.Increment(ref _shared.Done);
        }
    }

    private bool TryClaim(int generation, out int part)
    {
        while (true)
        {
            long state = Volatile.Read(ref _shared.State);
            int unclaimed = (int)state;
            if ((int)(state >> 32) != generation || unclaimed == 0)
            {
                part = -1;
                return false;
            }

            if (Interlocked.CompareExchange(ref _shared.State, state - 1, state) == state)
            {
                // The job cannot end before this part has, so its fields hold still from here on.
                part = _parts - unclaimed;
                return true;
            }
        }
    }

    private void Work(int worker)
    {
        if (_isPinned)
        {
            ThreadAffinity.Pin(_processors[worker]);
            Volatile.Write(ref _systemThreads[worker], ThreadAffinity.CurrentThread());
        }

        int seen = 0;
        while (!_stopping)
        {
            int spins = 0;
            int generation;
            while ((generation = (int)(Volatile.Read(ref _shared.State) >> 32)) == seen)
            {
                if (_stopping)
                {
                    return;
                }

                if (++spins < SpinsBeforePark)
                {
                    Thread.SpinWait(1);
                    continue;
                }

                // Announce the park, look once more, then sleep: the caller releases only workers that announced.
                Interlocked.Exchange(ref Parked(worker), 1);
                if ((int)(Volatile.Read(ref _shared.State) >> 32) == seen && !_stopping)
                {
                    _wake[worker].Wait();
                }

                Volatile.Write(ref Parked(worker), 0);
                spins = 0;
            }

            seen = generation;
            RunClaimed(generation);
        }
    }

    // One cache line per worker keeps their flags from sharing.
    private ref int Parked(int worker) => ref _parked[worker * 16];

    /// <summary>The two words every thread writes, each on a cache line pair of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Shared
    {
        [FieldOffset(128)]
        public long State;

        [FieldOffset(256)]
        public int Done;
    }

    private static class DefaultHolder
    {
        public static readonly WorkerTeam Team = Create();

        private static WorkerTeam Create()
        {
            ThreadBudget budget = ThreadBudget.OfProcess();
            return new WorkerTeam(budget.Threads, pin: true, budget.FirstProcessor);
        }
    }
}
