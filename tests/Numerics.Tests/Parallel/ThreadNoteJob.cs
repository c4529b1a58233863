using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Notes the thread of each part; parts wait for each other, so each has its own.</summary>
internal readonly struct ThreadNoteJob(CountdownEvent begun, List<Thread> threads) : IParallelJob
{
    private readonly CountdownEvent _begun = begun;
    private readonly List<Thread> _threads = threads;

    public void Execute(int part)
    {
        lock (_threads)
        {
            _threads.Add(Thread.CurrentThread);
        }

        _begun.Signal();
        Assert.True(_begun.Wait(TimeSpan.FromSeconds(30)), "The other parts never began.");
    }
}
