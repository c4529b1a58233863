using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Parts that end only when all of them have begun: they need as many threads as parts.</summary>
internal readonly struct MeetingJob(CountdownEvent begun, int[] threads) : IParallelJob
{
    private readonly CountdownEvent _begun = begun;
    private readonly int[] _threads = threads;

    public void Execute(int part)
    {
        _threads[part] = Environment.CurrentManagedThreadId;
        _begun.Signal();
        Assert.True(_begun.Wait(TimeSpan.FromSeconds(30)), "The other parts never began.");
    }
}
