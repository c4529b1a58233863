using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;

namespace DeepHealth.Samples.EcgArrhythmia.Training;

/// <summary>Trains a classifier on records: weighted cross-entropy, AdamW, warm-up and cosine decay.</summary>
/// <param name="settings">Options.</param>
/// <param name="device">Device that computes.</param>
internal sealed class Trainer(TrainSettings settings, Device device)
{
    private const double WeightDecay = 0.01;
    private const double ClipNorm = 5;

    /// <summary>Trains on some records.</summary>
    /// <param name="form">Form of the records.</param>
    /// <param name="training">Records to learn from.</param>
    /// <param name="validation">Records to watch; null for none.</param>
    /// <param name="fit">Where progress, checkpoint and callbacks go; epochs and batch size are set here.</param>
    /// <returns>The trained classifier and what the epochs gave.</returns>
    public (RecordClassifier Classifier, History History) Train(
        ModelSettings form, IReadOnlyList<LabelledSignal> training, IReadOnlyList<LabelledSignal>? validation, FitOptions fit)
    {
        int stepsPerEpoch = (training.Count + settings.BatchSize - 1) / settings.BatchSize;
        long steps = (long)stepsPerEpoch * settings.Epochs;
        LearningRateSchedule rate = new WarmUp(new CosineDecay(settings.LearningRate, steps), Math.Min(steps, Math.Max(1, steps / 20)));
        AdamW optimizer = new(rate, weightDecay: WeightDecay, decayScope: DecayScope.Weights, clipNorm: ClipNorm);
        SoftmaxCrossEntropy loss = new(ClassWeights(training, form.Classes.Count), labelSmoothing: 0.05f);
        RecordClassifier classifier = new(form, optimizer, loss, settings.Seed, device);
        classifier.Model.Metadata = new Dictionary<string, string>(classifier.Model.Metadata) { ["training"] = settings.Fingerprint };
        float[] before = [];
        if (settings.Pretrained is not null)
        {
            classifier.Model.Load(settings.Pretrained);
            before = classifier.Model.Parameters.Values.ToArray();
        }

        SignalAugmentation augmentation = form.Prepared ? new SignalAugmentation() : SignalAugmentation.None with { NoiseDeviation = 0.05f };
        History history = classifier.Model.Fit(new SignalWindowDataset(training, form.Window, augmentation), fit with
        {
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            Validation = validation is null ? null : new SignalWindowDataset(validation, form.Window),
        });
        if (settings.Pretrained is not null)
        {
            Blend(before, classifier.Model.Parameters.Values.AsSpan<float>(), settings.Blend);
        }

        return (classifier, history);
    }

    /// <summary>Moves fine-tuned parameters part of the way back to where they started.</summary>
    /// <remarks>Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022, eq. 1: on few records the mean of both is better than either.</remarks>
    private static void Blend(ReadOnlySpan<float> before, Span<float> tuned, double share)
    {
        for (int i = 0; i < tuned.Length; i++)
        {
            tuned[i] = (float)(before[i] + (share * (tuned[i] - before[i])));
        }
    }

    /// <summary>Rare classes count more: inverse square roots of their shares, with mean 1 over the records.</summary>
    private static float[] ClassWeights(IReadOnlyList<LabelledSignal> records, int classes)
    {
        double[] weights = new double[classes];
        double total = 0;
        for (int c = 0; c < classes; c++)
        {
            int count = records.Count(record => record.Label == c);
            weights[c] = count == 0 ? 0 : 1 / Math.Sqrt(count);
            total += weights[c] * count;
        }

        return Array.ConvertAll(weights, weight => (float)(weight * records.Count / total));
    }
}
