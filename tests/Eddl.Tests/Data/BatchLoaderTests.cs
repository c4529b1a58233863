using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class BatchLoaderTests
{
    public static TheoryData<bool> Prefetching => [true, false];

    [Theory]
    [MemberData(nameof(Prefetching))]
    public void Without_shuffling_samples_come_in_order_and_the_last_batch_is_smaller(bool prefetch)
    {
        using BatchLoader loader = new(new CountingDataset(10), 4, prefetch: prefetch);

        Assert.Equal(3, loader.BatchCount);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            List<int[]> batches = Epoch(loader, epoch);
            Assert.Equal<int[]>([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]], batches);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(8, 4)]
    [InlineData(5, 100)]
    public void Every_sample_comes_once_per_epoch(int count, int batchSize)
    {
        using BatchLoader loader = new(new CountingDataset(count), batchSize, seed: 4, shuffle: true);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            List<int[]> batches = Epoch(loader, epoch);
            Assert.Equal(loader.BatchCount, batches.Count);
            Assert.Equal(Enumerable.Range(0, count), batches.SelectMany(batch => batch).Order());
        }
    }

    [Theory]
    [InlineData(10, 4, 2)]
    [InlineData(8, 4, 2)]
    [InlineData(3, 4, 1)]
    public void A_last_smaller_batch_can_be_left_out(int samples, int batchSize, int batches)
    {
        using BatchLoader loader = new(new CountingDataset(samples), batchSize, dropLast: true);

        Assert.Equal(batches, loader.BatchCount);
        List<int[]> seen = Epoch(loader, 0);
        Assert.Equal(batches, seen.Count);
        Assert.All(seen, batch => Assert.Equal(Math.Min(batchSize, samples), batch.Length));
    }

    [Fact]
    public void The_order_depends_on_seed_and_epoch_alone()
    {
        int[] order = Order(seed: 7, epoch: 3, prefetch: true);

        Assert.Equal(order, Order(seed: 7, epoch: 3, prefetch: true));
        Assert.Equal(order, Order(seed: 7, epoch: 3, prefetch: false));
        Assert.NotEqual(order, Order(seed: 7, epoch: 2, prefetch: true));
        Assert.NotEqual(order, Order(seed: 8, epoch: 3, prefetch: true));

        // Epochs before change nothing.
        using BatchLoader loader = new(new CountingDataset(50), 8, seed: 7, shuffle: true);
        Epoch(loader, 0);
        Epoch(loader, 9);
        Assert.Equal(order, Epoch(loader, 3).SelectMany(batch => batch));
    }

    [Theory]
    [MemberData(nameof(Prefetching))]
    public void Samples_see_seed_epoch_position_and_mode(bool prefetch)
    {
        List<SampleContext> seen = [];
        CountingDataset data = new(3) { OnRead = (_, context) => seen.Add(context) };
        using (BatchLoader loader = new(data, 2, seed: 11, training: true, prefetch: prefetch))
        {
            Epoch(loader, 5);
        }

        Assert.Equal([new(11, 5, 0, true), new(11, 5, 1, true), new(11, 5, 2, true)], seen);
        seen.Clear();
        using (BatchLoader loader = new(data, 3, seed: 11, prefetch: prefetch))
        {
            Epoch(loader, 0);
        }

        Assert.All(seen, context => Assert.False(context.IsTraining));
    }

    [Theory]
    [MemberData(nameof(Prefetching))]
    public void Beginning_again_in_the_middle_starts_a_whole_epoch(bool prefetch)
    {
        using BatchLoader loader = new(new CountingDataset(20), 3, seed: 2, shuffle: true, prefetch: prefetch);
        List<int[]> whole = Epoch(loader, 1);
        for (int taken = 0; taken < 4; taken++)
        {
            loader.Begin(0);
            for (int i = 0; i < taken; i++)
            {
                loader.Next();
            }

            Assert.Equal<int[]>(whole, Epoch(loader, 1));
        }
    }

    [Theory]
    [MemberData(nameof(Prefetching))]
    public void A_batch_is_not_touched_before_the_next_call(bool prefetch)
    {
        using BatchLoader loader = new(new CountingDataset(12), 3, prefetch: prefetch);
        loader.Begin(0);
        for (int i = 0; i < 4; i++)
        {
            Batch batch = loader.Next()!;
            float[] before = batch.Input.ToArray();
            Thread.Sleep(5);
            Assert.Equal(before, batch.Input.ToArray());
            Assert.Equal([3 * i, 3 * i, (3 * i) + 1, (3 * i) + 1, (3 * i) + 2, (3 * i) + 2], before);
        }
    }

    [Theory]
    [MemberData(nameof(Prefetching))]
    public void An_error_of_the_dataset_reaches_the_caller_with_the_samples_name(bool prefetch)
    {
        InvalidDataException cause = new("the file is torn");
        CountingDataset data = new(9) { OnRead = (index, _) => Throw(index == 4 ? cause : null) };
        using BatchLoader loader = new(data, 2, prefetch: prefetch);
        loader.Begin(0);
        Assert.Equal(2, loader.Next()!.Count);
        Assert.Equal(2, loader.Next()!.Count);

        DataException error = Assert.Throws<DataException>(loader.Next);

        Assert.Same(cause, error.InnerException);
        Assert.Contains("number 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("torn", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Prefetching))]
    public void After_an_error_the_next_call_goes_on_with_the_batch_after_it(bool prefetch)
    {
        CountingDataset data = new(9) { OnRead = (index, _) => Throw(index is 3 or 8 ? new IOException("gone") : null) };
        using BatchLoader loader = new(data, 2, prefetch: prefetch);
        loader.Begin(0);

        Assert.Equal([0, 1], Labels(loader.Next()));
        Assert.Throws<DataException>(loader.Next);
        Assert.Equal([4, 5], Labels(loader.Next()));
        Assert.Equal([6, 7], Labels(loader.Next()));
        Assert.Throws<DataException>(loader.Next);
        Assert.Null(loader.Next());
    }

    [Theory]
    [MemberData(nameof(Prefetching))]
    public void An_error_that_nobody_asked_for_is_forgotten_by_the_next_epoch(bool prefetch)
    {
        CountingDataset data = new(6) { OnRead = (index, context) => Throw(index == 2 && context.Epoch == 0 ? new IOException("once") : null) };
        using BatchLoader loader = new(data, 2, prefetch: prefetch);
        loader.Begin(0);
        loader.Next();

        Assert.Equal(3, Epoch(loader, 1).Count);
    }

    [Theory]
    [MemberData(nameof(Prefetching))]
    public void An_error_while_naming_the_sample_reaches_the_caller_too(bool prefetch)
    {
        CountingDataset data = new(2) { OnRead = (_, _) => throw new IOException("unreadable"), Naming = _ => throw new InvalidOperationException("nameless") };
        using BatchLoader loader = new(data, 2, prefetch: prefetch);
        loader.Begin(0);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => loader.Next());

        Assert.Equal("nameless", error.Message);
    }

    [Theory]
    [InlineData(0.5f, true)]
    [InlineData(float.NaN, true)]
    [InlineData(-1e20f, false)]
    public void A_label_that_is_not_a_whole_number_names_label_and_sample(float label, bool prefetch)
    {
        CountingDataset data = new(3) { Target = index => index == 1 ? label : index };
        using BatchLoader loader = new(data, 3, prefetch: prefetch);
        loader.Begin(0);

        DataException error = Assert.Throws<DataException>(loader.Next);

        Assert.Contains("number 1", error.Message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{label}"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Float_targets_keep_their_fractions()
    {
        using BatchLoader loader = new(new CountingDataset(2, DType.Float32) { Target = index => index + 0.5f }, 2);
        loader.Begin(0);

        Assert.Equal([0.5f, 1.5f], loader.Next()!.Target.ToArray());
    }

    [Theory]
    [MemberData(nameof(Prefetching))]
    public void Asking_before_an_epoch_began_says_so(bool prefetch)
    {
        using BatchLoader loader = new(new CountingDataset(2), 1, prefetch: prefetch);

        Assert.Contains("Begin", Assert.Throws<InvalidOperationException>(loader.Next).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposing_waits_for_a_fill_under_way_and_stops_the_thread()
    {
        using ManualResetEventSlim started = new();
        using ManualResetEventSlim released = new();
        int reads = 0;
        CountingDataset data = new(8)
        {
            OnRead = (_, _) =>
            {
                started.Set();
                released.Wait(30_000);
                Interlocked.Increment(ref reads);
            },
        };
        BatchLoader loader = new(data, 2);
        loader.Begin(0);
        Assert.True(started.Wait(30_000));
        Thread disposing = new(loader.Dispose);
        disposing.Start();
        Assert.False(disposing.Join(20));

        released.Set();

        Assert.True(disposing.Join(30_000));
        Assert.Equal(2, reads);
        loader.Dispose();
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchLoader(new CountingDataset(2), 0));
        Assert.Contains("0 samples", Assert.Throws<DataException>(() => new BatchLoader(new CountingDataset(0), 1)).Message, StringComparison.Ordinal);
        using BatchLoader loader = new(new CountingDataset(2), 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => loader.Begin(-1));
    }

    [Theory]
    [MemberData(nameof(Prefetching))]
    public void After_the_first_epoch_nothing_is_allocated(bool prefetch)
    {
        using BatchLoader loader = new(new CountingDataset(101), 4, seed: 1, shuffle: true, prefetch: prefetch);
        Run(3);

        Assert.Equal(0, Allocations.By(() => Run(20)));

        void Run(int epochs)
        {
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                loader.Begin(epoch);
                while (loader.Next() is not null)
                {
                }
            }
        }
    }

    private static int[] Order(ulong seed, int epoch, bool prefetch)
    {
        using BatchLoader loader = new(new CountingDataset(50), 8, seed, shuffle: true, prefetch: prefetch);
        return [.. Epoch(loader, epoch).SelectMany(batch => batch)];
    }

    private static List<int[]> Epoch(BatchLoader loader, int epoch)
    {
        List<int[]> batches = [];
        loader.Begin(epoch);
        while (loader.Next() is { } batch)
        {
            int[] labels = Labels(batch);
            Assert.Equal(labels.SelectMany(label => (float[])[label, label]), batch.Input.ToArray());
            batches.Add(labels);
        }

        return batches;
    }

    private static int[] Labels(Batch? batch) => batch!.Target.AsSpan<int>().ToArray();

    private static void Throw(Exception? error)
    {
        if (error is not null)
        {
            throw error;
        }
    }
}
