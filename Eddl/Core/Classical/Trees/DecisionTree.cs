namespace DeepHealth.Eddl;

/// <summary>One tree of a forest: decisions <c>x[feature] ≤ threshold</c>, true to the left.</summary>
/// <param name="Features">Feature of each node; −1 for a leaf.</param>
/// <param name="Thresholds">Threshold of each node.</param>
/// <param name="Left">Left child of each node; the right one follows it. For a leaf the place of its probabilities.</param>
/// <param name="Probabilities">Class probabilities of the leaves, leaf after leaf.</param>
internal sealed record DecisionTree(int[] Features, double[] Thresholds, int[] Left, double[] Probabilities)
{
    /// <summary>Where the probabilities of the leaf of a sample begin.</summary>
    public int FindLeaf(ReadOnlySpan<double> sample)
    {
        int node = 0;
        while (Features[node] >= 0)
        {
            node = sample[Features[node]] <= Thresholds[node] ? Left[node] : Left[node] + 1;
        }

        return Left[node];
    }
}
