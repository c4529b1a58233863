using DeepHealth.Eddl;
using DeepHealth.Samples.EcgArrhythmia.Data;
using DeepHealth.Samples.EcgArrhythmia.Training;
using Xunit;

namespace DeepHealth.Samples.Tests;

public sealed class StepAllocationTests
{
    [Fact]
    public void A_training_step_of_the_sample_allocates_nothing_after_warm_up()
    {
        EcgSource source = GeneratedRhythms.Create(seed: 3, firstSubject: 0, subjects: 4, threads: 2);
        RecordClassifier classifier = new(source.Settings, new AdamW(1e-3, clipNorm: 5), new SoftmaxCrossEntropy(labelSmoothing: 0.05f), 3, Device.CpuWithThreads(2));
        using BatchLoader loader = new(
            new Ecvl.Learning.SignalWindowDataset(source.Records, source.Settings.Window), 8, shuffle: true, training: true, device: classifier.Model.Device);
        Train(2);

        // A thread makes its scratch memory when it first runs such a part, which may be in any step: only a lasting habit counts.
        long least = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Train(5);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);

        void Train(int epochs)
        {
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                loader.Begin(epoch);
                while (loader.Next() is { } batch)
                {
                    classifier.Model.TrainBatch(batch);
                }
            }
        }
    }
}
