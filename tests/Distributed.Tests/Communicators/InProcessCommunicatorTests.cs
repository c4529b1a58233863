using Xunit;

namespace DeepHealth.Distributed.Tests;

public sealed class InProcessCommunicatorTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    [InlineData(4, 1001)]
    [InlineData(4, 3)]
    public void Every_rank_gets_the_sums_added_in_the_order_of_the_ranks(int size, int count)
    {
        float[][] floats = new float[size][];
        double[][] doubles = new double[size][];
        InProcessCommunicator.Run(size, communicator =>
        {
            float[] f = [.. Enumerable.Range(0, count).Select(i => Term(communicator.Rank, i))];
            double[] d = [.. f.Select(x => Math.PI * x)];
            communicator.AllReduceSum(f);
            communicator.AllReduceSum(d);
            floats[communicator.Rank] = f;
            doubles[communicator.Rank] = d;
        });
        for (int i = 0; i < count; i++)
        {
            float sum = Term(0, i);
            double doubleSum = Math.PI * Term(0, i);
            for (int rank = 1; rank < size; rank++)
            {
                sum += Term(rank, i);
                doubleSum += Math.PI * Term(rank, i);
            }

            Assert.All(floats, values => Assert.Equal(sum, values[i]));
            Assert.All(doubles, values => Assert.Equal(doubleSum, values[i]));
        }
    }

    [Fact]
    public void Many_operations_in_a_row_do_not_mix()
    {
        InProcessCommunicator.Run(4, communicator =>
        {
            double[] values = new double[7];
            long[] message = new long[3];
            for (int round = 0; round < 500; round++)
            {
                Array.Fill(values, communicator.Rank + round);
                communicator.AllReduceSum(values);
                Assert.All(values, value => Assert.Equal(6 + (4 * round), value));
                int root = round % 4;
                Array.Fill(message, communicator.Rank == root ? round : -1);
                communicator.Broadcast<long>(message, root);
                Assert.All(message, value => Assert.Equal(round, value));
            }
        });
    }

    [Fact]
    public void Barrier_holds_every_rank_until_the_last_has_come()
    {
        int arrived = 0;
        InProcessCommunicator.Run(4, communicator =>
        {
            if (communicator.Rank == 2)
            {
                Thread.Sleep(50);
            }

            Interlocked.Increment(ref arrived);
            communicator.Barrier();
            Assert.Equal(4, Volatile.Read(ref arrived));
            communicator.Barrier();
        });
    }

    [Fact]
    public void Sizes_that_differ_are_refused_on_every_rank_with_both_values()
    {
        CommunicatorException[] errors = new CommunicatorException[4];
        float[] sums = new float[4];
        InProcessCommunicator.Run(4, communicator =>
        {
            float[] values = new float[communicator.Rank == 3 ? 6 : 4];
            errors[communicator.Rank] = Assert.Throws<CommunicatorException>(() => communicator.AllReduceSum(values));

            // All ranks failed at the same place, so they are still in step.
            float[] one = [1];
            communicator.AllReduceSum(one);
            sums[communicator.Rank] = one[0];
        });
        Assert.All(errors, error => Assert.Equal("AllReduceSum: the ranks disagree: rank 0 called with 4 values, rank 3 with 6 values.", error.Message));
        Assert.All(errors, error => Assert.Equal(3, error.Rank));
        Assert.All(sums, sum => Assert.Equal(4, sum));
    }

    [Fact]
    public void Different_operations_types_and_roots_are_refused_with_both()
    {
        Assert.Contains("AllReduceSum of floats, rank 1 with Barrier", Misfit(
            communicator => communicator.AllReduceSum(new float[2]), communicator => communicator.Barrier()), StringComparison.Ordinal);
        Assert.Contains("AllReduceSum of floats, rank 1 with AllReduceSum of doubles", Misfit(
            communicator => communicator.AllReduceSum(new float[2]), communicator => communicator.AllReduceSum(new double[2])), StringComparison.Ordinal);
        Assert.Contains("root 0, rank 1 with root 1", Misfit(
            communicator => communicator.Broadcast<byte>(new byte[2]), communicator => communicator.Broadcast<byte>(new byte[2], 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_shared_by_two_ranks_is_refused()
    {
        float[] shared = new float[10];
        CommunicatorException error = Assert.Throws<CommunicatorException>(
            () => InProcessCommunicator.Run(3, communicator => communicator.AllReduceSum(shared.AsSpan(communicator.Rank * 3, 4))));
        Assert.Contains("ranks 0 and 1 gave overlapping memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rank_that_fails_does_not_leave_the_others_waiting()
    {
        CommunicatorException?[] seen = new CommunicatorException?[4];
        Task run = Task.Run(() => InProcessCommunicator.Run(4, communicator =>
        {
            communicator.Barrier();
            if (communicator.Rank == 2)
            {
                throw new InvalidDataException("sample 17 is damaged");
            }

            seen[communicator.Rank] = Assert.Throws<CommunicatorException>(() => communicator.AllReduceSum(new float[8]));

            // The group stays unusable rather than hanging later.
            Assert.Throws<CommunicatorException>(communicator.Barrier);
        }));
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("sample 17 is damaged", error.Message);
        foreach (int rank in (int[])[0, 1, 3])
        {
            Assert.Equal($"AllReduceSum: rank 2 has left the group, while rank {rank} needs it.", seen[rank]!.Message);
            Assert.Equal(2, seen[rank]!.Rank);
        }
    }

    [Fact]
    public void A_rank_that_is_done_early_does_not_disturb_the_last_operation()
    {
        for (int round = 0; round < 200; round++)
        {
            InProcessCommunicator.Run(3, communicator =>
            {
                float[] values = [1];
                communicator.AllReduceSum(values);
                Assert.Equal(3, values[0]);
            });
        }
    }

    [Fact]
    public void A_rank_that_has_left_cannot_go_on()
    {
        InProcessCommunicator[] group = InProcessCommunicator.CreateGroup(1);
        group[0].Barrier();
        group[0].Dispose();
        Assert.Contains("rank 0 has left the group", Assert.Throws<CommunicatorException>(group[0].Barrier).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranks_and_sizes_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => InProcessCommunicator.CreateGroup(0));
        InProcessCommunicator[] group = InProcessCommunicator.CreateGroup(2);
        Assert.Equal([(0, 2), (1, 2)], group.Select(communicator => (communicator.Rank, communicator.Size)));
        Assert.Throws<ArgumentOutOfRangeException>(() => group[0].Broadcast<float>(new float[1], root: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => group[0].Broadcast<float>(new float[1], root: -1));
    }

    // Numbers whose sum depends on the order of addition.
    private static float Term(int rank, int i) => MathF.Pow(-3.7f, rank * 4) * (1f / (i + 1 + rank));

    private static string Misfit(Action<Communicator> rank0, Action<Communicator> rank1)
        => Assert.Throws<CommunicatorException>(
            () => InProcessCommunicator.Run(2, communicator => (communicator.Rank == 0 ? rank0 : rank1)(communicator))).Message;
}
