namespace DeepHealth.Eddl;

/// <summary>Learns and tests on every division of a data set.</summary>
public static class CrossValidation
{
    /// <summary>Fits a model to each division and counts its predictions of the other samples.</summary>
    /// <param name="samples"><c>[samples, features]</c>.</param>
    /// <param name="labels">Class of each sample, from 0.</param>
    /// <param name="splits">Divisions, such as those of <see cref="DataSplits"/>.</param>
    /// <param name="fit">Fits a model to the samples to learn from. Scalers and components belong in here: they must not see test samples.</param>
    /// <returns>Counts of each division, of all classes of <paramref name="labels"/>.</returns>
    public static IReadOnlyList<ConfusionMatrix> Run(FeatureTable samples, ReadOnlySpan<int> labels, IReadOnlyList<DataSplit> splits, Func<FeatureTable, int[], Func<FeatureTable, int[]>> fit)
    {
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(fit);
        int classes = TrainingLabels.Check("CrossValidation", samples, labels);
        int[] all = labels.ToArray();
        List<ConfusionMatrix> matrices = [];
        foreach (DataSplit split in splits)
        {
            Func<FeatureTable, int[]> predict = fit(samples.Select(split.Train), [.. split.Train.Select(row => all[row])]);
            int[] predictions = predict(samples.Select(split.Test));
            ConfusionMatrix matrix = new(classes);
            for (int i = 0; i < predictions.Length; i++)
            {
                matrix.Add(all[split.Test[i]], predictions[i]);
            }

            matrices.Add(matrix);
        }

        return matrices;
    }
}
