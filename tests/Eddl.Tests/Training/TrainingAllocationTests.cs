using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>What a step allocates on the thread that calls it.</summary>
/// <remarks>Tests beside it would take blocks out of the shared pool of buffers, and fresh ones count.</remarks>
[Collection(nameof(RunsAlone))]
public sealed class TrainingAllocationTests
{
    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    [InlineData("resnet")]
    [InlineData("recurrent")]
    public void A_training_step_allocates_nothing_after_the_first(string name)
    {
        Model model = TestNetworks.Create(name);
        using BatchLoader loader = new(TestNetworks.Data(name), 8, shuffle: true, training: true, device: model.Device);
        Epochs(2);

        Assert.Equal(0, Allocations.ByEach(() => Epochs(10)));

        void Epochs(int count)
        {
            for (int epoch = 0; epoch < count; epoch++)
            {
                loader.Begin(epoch);
                while (loader.Next() is { } batch)
                {
                    model.TrainBatch(batch);
                }
            }
        }
    }

    [Theory]
    [InlineData("unet")]
    [InlineData("residual")]
    [InlineData("volume")]
    [InlineData("branches")]
    public void A_step_of_a_network_with_branches_allocates_nothing_after_the_first(string name)
    {
        Model model = PlanNetworks.Create(name);
        Batch first = PlanNetworks.Batch(model, 5, 0), second = PlanNetworks.Batch(model, 3, 1);
        Steps();

        Assert.Equal(0, Allocations.ByEach(Steps));

        void Steps()
        {
            for (int i = 0; i < 10; i++)
            {
                model.TrainBatch(first);
                model.TrainBatch(second);
            }
        }
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    [InlineData("resnet")]
    [InlineData("recurrent")]
    public void The_steps_of_an_epoch_of_Fit_allocate_nothing(string name)
    {
        // The epochs around have one step and 51 steps: what an epoch allocates once is the same in both.
        long few = LeastAllocatedByAnEpoch(name, samples: 8);
        long many = LeastAllocatedByAnEpoch(name, samples: 8 * 51);

        Assert.Equal(few, many);
    }

    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    public void Evaluating_and_predicting_allocate_the_same_for_any_number_of_batches(string name)
    {
        Model model = TestNetworks.Create(name);
        long few = Evaluated(160);
        long many = Evaluated(1600);

        // A loader with its thread, its order and two batches; the order grows by 4 bytes per sample, 90 more batches may add nothing.
        Assert.Equal(4 * 1440, many - few);
        Assert.InRange(few, 0, 64_000);

        long Evaluated(int samples)
        {
            WaveDataset data = TestNetworks.Data(name, samples);
            return Allocations.ByEach(() => model.Evaluate(data, 16));
        }
    }

    [Fact]
    public void Predicting_a_batch_allocates_its_result_alone()
    {
        Model model = TestNetworks.Create("mlp");
        Tensor x = Tensor.RandomNormal([16, 6], new RandomSequence(1, 2), device: model.Device);
        for (int i = 0; i < 3; i++)
        {
            using MemoryScope warm = new();
            model.PredictScores(x);
        }

        long taken = Allocations.By(() =>
        {
            using MemoryScope scope = new();
            model.PredictScores(x);
        });
        Assert.InRange(taken, 1, 1_000);
    }

    private static long LeastAllocatedByAnEpoch(string name, int samples)
    {
        AllocationNote note = new();
        TestNetworks.Create(name).Fit(TestNetworks.Data(name, samples), new FitOptions { Epochs = 6, BatchSize = 8, Callbacks = [note] });
        return note.Least;
    }

    private sealed class AllocationNote : Callback
    {
        private long _before = long.MinValue / 2;

        public long Least { get; private set; } = long.MaxValue;

        public override void OnEpochEnd(TrainingContext context)
        {
            long now = GC.GetAllocatedBytesForCurrentThread();
            Least = Math.Min(Least, now - _before);
            _before = now;
        }
    }
}
