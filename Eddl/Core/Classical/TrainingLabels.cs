using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Checks the labels of a training set and weighs its classes.</summary>
internal static class TrainingLabels
{
    /// <summary>Checks a training set.</summary>
    /// <returns>Number of classes: the greatest label plus 1, at least 2.</returns>
    public static int Check(string operation, FeatureTable samples, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (labels.Length != samples.Rows || samples.Rows == 0)
        {
            throw new ShapeException($"{operation}: {labels.Length} labels for {samples.Rows} samples; there must be one for each, and at least one.");
        }

        samples.RequireFinite(operation);
        int most = 1;
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] is < 0 or > ushort.MaxValue)
            {
                throw new ArgumentException($"{operation}: the label of sample {i} is {labels[i]}; labels run from 0 to {ushort.MaxValue}.");
            }

            most = Math.Max(most, labels[i]);
        }

        return most + 1;
    }

    /// <summary>Weight of each class. Classes without samples weigh 0 and are not counted.</summary>
    public static double[] Weights(ReadOnlySpan<int> labels, int classes, ClassWeighting weighting)
    {
        double[] weights = new double[classes];
        foreach (int label in labels)
        {
            weights[label]++;
        }

        int present = weights.Count(count => count > 0);
        for (int label = 0; label < classes; label++)
        {
            if (weights[label] > 0)
            {
                weights[label] = weighting == ClassWeighting.Balanced ? labels.Length / (present * weights[label]) : 1;
            }
        }

        return weights;
    }
}
