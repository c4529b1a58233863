using DeepHealth.Eddl;
using DeepHealth.Samples.EcgArrhythmia.Data;
using DeepHealth.Samples.EcgArrhythmia.Training;
using DeepHealth.TestKit;
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

        Assert.Equal(0, Allocations.ByEach(() => Train(5)));

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
