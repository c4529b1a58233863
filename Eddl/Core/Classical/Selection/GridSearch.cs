namespace DeepHealth.Eddl;

/// <summary>Compares candidates by cross-validation.</summary>
public static class GridSearch
{
    /// <summary>Scores every candidate on every division.</summary>
    /// <typeparam name="TOptions">Type of the candidates.</typeparam>
    /// <param name="samples"><c>[samples, features]</c>.</param>
    /// <param name="labels">Class of each sample, from 0.</param>
    /// <param name="splits">Divisions, such as those of <see cref="DataSplits"/>.</param>
    /// <param name="candidates">Options to compare, at least one.</param>
    /// <param name="fit">Fits a model with a candidate's options; returns what predicts.</param>
    /// <param name="score">Score of one division, the greater the better, such as <c>counts =&gt; counts.F1(1)</c>.</param>
    /// <param name="progress">Told each candidate as soon as it is scored.</param>
    /// <returns>Candidates, the best mean first; of equal ones in the given order.</returns>
    public static IReadOnlyList<GridPoint<TOptions>> Run<TOptions>(
        FeatureTable samples, ReadOnlySpan<int> labels, IReadOnlyList<DataSplit> splits, IEnumerable<TOptions> candidates,
        Func<TOptions, FeatureTable, int[], Func<FeatureTable, int[]>> fit, Func<ConfusionMatrix, double> score, IProgress<GridPoint<TOptions>>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(score);
        List<GridPoint<TOptions>> points = [];
        foreach (TOptions options in candidates)
        {
            double[] scores = [.. CrossValidation.Run(samples, labels, splits, (train, trainLabels) => fit(options, train, trainLabels)).Select(score)];
            double mean = scores.Average();
            GridPoint<TOptions> point = new(options, scores, mean, Math.Sqrt(scores.Average(value => (value - mean) * (value - mean))));
            points.Add(point);
            progress?.Report(point);
        }

        return points.Count > 0
            ? [.. points.OrderByDescending(point => point.Mean)]
            : throw new ArgumentException("GridSearch: there are no candidates.", nameof(candidates));
    }
}
