using DeepHealth.Bench.Peers;
using Xunit;

namespace DeepHealth.Bench.Tests;

public class StepTimerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Time_of_a_step_does_not_depend_on_how_many_are_timed_together(bool cpuTime)
    {
        // About 20 µs: dozens are timed together.
        int calls = 0;
        List<double> times = StepTimer.Measure(
            () =>
            {
                calls++;
                Thread.SpinWait(1000);
            },
            0.02,
            cpuTime);
        Assert.True(times.Count >= 3);
        Assert.True(calls > times.Count);
        Assert.InRange(times.Min(), 0, 10);
    }

    [Fact]
    public void A_long_step_is_timed_alone_at_least_three_times()
    {
        int calls = 0;
        List<double> times = StepTimer.Measure(
            () =>
            {
                calls++;
                Thread.Sleep(5);
            },
            0,
            cpuTime: false);
        Assert.Equal(3, times.Count);
        Assert.Equal(3 + 2, calls);
        Assert.All(times, time => Assert.True(time >= 4));
    }
}
