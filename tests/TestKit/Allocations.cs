using System.Runtime;
using Xunit;

namespace DeepHealth.TestKit;

/// <summary>Counts what code allocates on the thread that runs it.</summary>
/// <remarks>The count is exact only without background collection, which the test projects switch off: while a background collection runs, the
/// runtime's counter includes what is left of the thread's allocation window, up to 8 KB that nobody took.</remarks>
public static class Allocations
{
    private const int Rounds = 4;

    /// <summary>Bytes allocated by one run.</summary>
    /// <param name="action">What is run.</param>
    public static long By(Action action)
    {
        Assert.True(GCSettings.LatencyMode == GCLatencyMode.Batch, "Allocated bytes are counted exactly only without background collection: unset DOTNET_gcConcurrent.");
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Bytes that each of several runs allocates: the least of four.</summary>
    /// <remarks>A thread makes its scratch memory when it first runs such a part, which may be in any run: only a lasting habit counts.</remarks>
    /// <param name="action">What is run.</param>
    public static long ByEach(Action action)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            least = Math.Min(least, By(action));
        }

        return least;
    }
}
