using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_part_runs_exactly_once(int threads)
    {
        using WorkerTeam team = new(threads, pin: false);
        int[] runs = new int[400];
        int[] sizes = [2, 400, 3, 1, 0, 57, 2, 300];
        for (int round = 0; round < 4000; round++)
        {
            int parts = sizes[round % sizes.Length];
            Array.Clear(runs);
            CountingJob job = new(runs);
            team.Run(ref job, parts);
            Assert.True(runs.AsSpan(0, parts).IndexOfAnyExcept(1) < 0, $"Round {round}: a part of {parts} did not run exactly once.");
            Assert.True(runs.AsSpan(parts).IndexOfAnyExcept(0) < 0, $"Round {round}: a part beyond {parts} ran.");
        }
    }

    [Fact]
    public void A_worker_late_from_one_job_takes_no_part_of_a_longer_next_one()
    {
        using WorkerTeam team = new(2, pin: false);
        int[] runs = new int[3];
        CountingJob job = new(runs);
        for (int round = 1; round <= 300_000; round++)
        {
            team.Run(ref job, 2);
            team.Run(ref job, 3);
            if (runs[0] != 2 * round || runs[1] != 2 * round || runs[2] != round)
            {
                Assert.Fail($"After {round} rounds the parts ran {runs[0]}, {runs[1]} and {runs[2]} times, not {2 * round}, {2 * round} and {round}.");
            }
        }
    }

    [Fact]
    public void A_worker_gives_way_when_the_caller_runs_on_its_processor()
    {
        int[] allowed = ThreadAffinity.Allowed();
        Assert.SkipWhen(allowed.Length < 2, "Threads cannot be pinned here, or there is one processor only.");
        using WorkerTeam team = new(2);
        Assert.Equal(allowed[1], team.Processors[0]);
        List<int> places = [];
        Thread caller = new(() =>
        {
            // In the first round the worker starts: before, there is nothing that could give way.
            foreach (int place in (int[])[0, 1, 0, 0, 1])
            {
                ThreadAffinity.Pin(allowed[place]);
                int[] threads = new int[2];
                using CountdownEvent begun = new(2);
                MeetingJob job = new(begun, threads);
                team.Run(ref job, 2);
                places.Add(team.Processors[0]);
            }
        });
        caller.Start();
        caller.Join();

        Assert.Equal([allowed[1], allowed[0], allowed[1], allowed[1], allowed[0]], places);
    }

    [Fact]
    public void Workers_that_slept_help_again()
    {
        using WorkerTeam team = new(3, pin: false);
        for (int round = 0; round < 5; round++)
        {
            // Far longer than a worker spins.
            Thread.Sleep(20);
            int[] threads = new int[3];
            using CountdownEvent begun = new(3);
            MeetingJob job = new(begun, threads);
            team.Run(ref job, 3);
            Assert.Equal(3, threads.Distinct().Count());
        }
    }

    [Fact]
    public void More_than_sixty_four_workers_all_take_part()
    {
        const int Threads = 80;
        using WorkerTeam team = new(Threads, pin: false);
        for (int round = 0; round < 3; round++)
        {
            Thread.Sleep(50);
            int[] threads = new int[Threads];
            using CountdownEvent begun = new(Threads);
            MeetingJob job = new(begun, threads);
            team.Run(ref job, Threads);
            Assert.Equal(Threads, threads.Distinct().Count());
        }
    }

    [Fact]
    public void A_job_inside_a_part_runs_whole()
    {
        using WorkerTeam team = new(3, pin: false);
        int[] runs = new int[20];
        NestingJob job = new(team, runs, inner: 50);
        team.Run(ref job, runs.Length);
        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void An_exception_of_a_part_reaches_the_caller_and_the_team_works_on(int threads)
    {
        using WorkerTeam team = new(threads, pin: false);
        for (int round = 0; round < 50; round++)
        {
            FailingJob failing = new(round % 7);
            InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => team.Run(ref failing, 7));
            Assert.Equal($"part {round % 7} failed", error.Message);
            int[] runs = new int[9];
            CountingJob job = new(runs);
            team.Run(ref job, runs.Length);
            Assert.All(runs, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Two_threads_may_use_a_team_at_the_same_time()
    {
        using WorkerTeam team = new(3, pin: false);
        Exception? failure = null;
        Thread[] users = [new(Use), new(Use)];
        foreach (Thread user in users)
        {
            user.Start();
        }

        foreach (Thread user in users)
        {
            user.Join();
        }

        Assert.Null(failure);

        void Use()
        {
            try
            {
                for (int round = 0; round < 2000; round++)
                {
                    int[] runs = new int[1 + (round % 40)];
                    CountingJob job = new(runs);
                    team.Run(ref job, runs.Length);
                    Assert.True(runs.AsSpan().IndexOfAnyExcept(1) < 0);
                }
            }
            catch (Exception error)
            {
                failure = error;
            }
        }
    }

    [Fact]
    public void Starting_a_job_allocates_nothing()
    {
        using WorkerTeam team = new(3, pin: false);
        int[] runs = new int[64];
        CountingJob job = new(runs);
        team.Run(ref job, runs.Length);
        Assert.Equal(0, Allocations.By(() =>
        {
            for (int round = 0; round < 100; round++)
            {
                team.Run(ref job, runs.Length);
            }
        }));
        Assert.All(runs, count => Assert.Equal(101, count));
    }

    [Fact]
    public void Dispose_stops_the_threads_and_may_be_repeated()
    {
        List<Thread> started = [];
        WorkerTeam team = new(3, pin: false);
        using CountdownEvent begun = new(3);
        ThreadNoteJob job = new(begun, started);
        team.Run(ref job, 3);
        team.Dispose();
        team.Dispose();

        // Dispose joins the workers, so none of them is alive any more; the caller is.
        Assert.Equal(3, started.Count);
        Assert.Single(started, thread => thread.IsAlive);
    }

    [Fact]
    public void A_disposed_team_still_runs_jobs_on_the_caller()
    {
        WorkerTeam team = new(3, pin: false);
        team.Dispose();
        int[] runs = new int[10];
        CountingJob job = new(runs);
        team.Run(ref job, runs.Length);
        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Fact]
    public void A_team_needs_a_thread()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerTeam(0));

    [Fact]
    public void A_pinned_team_works_too()
    {
        using WorkerTeam team = new(2);
        int[] runs = new int[100];
        CountingJob job = new(runs);
        team.Run(ref job, runs.Length);
        Assert.All(runs, count => Assert.Equal(1, count));
    }
}
