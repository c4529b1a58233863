using System.Runtime.CompilerServices;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>What models take from the pool of the process; no other test may run meanwhile.</summary>
[Collection(nameof(RunsAlone))]
public sealed class ModelMemoryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_memory_of_a_dropped_model_returns_to_the_pool(bool captured)
    {
        TrainAndDrop(captured);
        long baseline = Settled(long.MinValue);
        for (int i = 0; i < 3; i++)
        {
            TrainAndDrop(captured);
        }

        // Kept models would hold 4 MB more.
        long now = Settled(baseline + 1_000_000);
        Assert.True(now <= baseline + 1_000_000, $"{baseline} bytes before, {now} after");
    }

    [Fact]
    public void Without_capturing_the_memory_of_a_step_returns_at_its_end()
    {
        Model model = TestNetworks.Create("cnn");
        model.CaptureSteps = false;
        Tensor x = Tensor.Ones([64, 1, 8, 8], model.Device);
        Tensor labels = Tensor.From(new int[64], device: model.Device);
        model.TrainBatch(new Batch(x, labels));
        long before = BufferPool.Shared.RentedBytes;
        for (int i = 0; i < 10; i++)
        {
            model.TrainBatch(new Batch(x, labels));
        }

        // Without waiting for the collector: one step takes almost a megabyte.
        Assert.InRange(BufferPool.Shared.RentedBytes - before, long.MinValue, 100_000);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TrainAndDrop(bool captured)
    {
        // With gradients and two moments about 1.5 MB.
        Model model = new Model(new Sequential(new Dense(300), new Activation<Relu>(), new Dense(300), new Dense(3)))
            .Build([6], new Adam(), new SoftmaxCrossEntropy(), device: TestDevices.Cpu(1));
        model.CaptureSteps = captured;
        model.Fit(TestNetworks.Data("mlp"), new FitOptions { Epochs = 1 });
        model.Evaluate(TestNetworks.Data("mlp"));
    }

    private static long Settled(long wanted)
    {
        long rented = long.MaxValue;
        for (int i = 0; i < 20 && (i < 4 || rented > wanted); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            rented = Math.Min(rented, BufferPool.Shared.RentedBytes);
            Thread.Sleep(10);
        }

        return rented;
    }
}
