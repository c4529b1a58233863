namespace DeepHealth.Eddl;

/// <summary>How a random forest is grown.</summary>
public sealed record ForestOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="trees">Number of trees, at least 1; 100 by default.</param>
    /// <param name="maximumDepth">Most decisions from root to leaf, at least 1; null for no limit.</param>
    /// <param name="minimumLeaf">Fewest training samples of a leaf, at least 1.</param>
    /// <param name="minimumSplit">Fewest training samples of a node that is split, at least 2.</param>
    /// <param name="maximumFeatures">Features tried at a node, at least 1; null for the root of their number, rounded down.</param>
    /// <param name="criterion">How mixed a node is.</param>
    /// <param name="weighting">How classes of unequal size are weighed.</param>
    /// <param name="isExtraRandom">Whether the threshold of each tried feature is drawn (extra trees) rather than searched; the trees then see every sample once unless <paramref name="bootstrap"/> is set.</param>
    /// <param name="bootstrap">Whether each tree sees a draw with replacement; null for yes, but no for extra trees.</param>
    /// <param name="bins">Most thresholds searched per feature, from 2 to 255. Features with fewer different values are split exactly.</param>
    /// <param name="seed">Seed of all draws.</param>
    public ForestOptions(
        int trees = 100, int? maximumDepth = null, int minimumLeaf = 1, int minimumSplit = 2, int? maximumFeatures = null, SplitCriterion criterion = SplitCriterion.Gini,
        ClassWeighting weighting = ClassWeighting.None, bool isExtraRandom = false, bool? bootstrap = null, int bins = 255, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trees, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumDepth ?? 1, 1, nameof(maximumDepth));
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumLeaf, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumSplit, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumFeatures ?? 1, 1, nameof(maximumFeatures));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, 255);
        Trees = trees;
        MaximumDepth = maximumDepth;
        MinimumLeaf = minimumLeaf;
        MinimumSplit = minimumSplit;
        MaximumFeatures = maximumFeatures;
        Criterion = criterion;
        Weighting = weighting;
        IsExtraRandom = isExtraRandom;
        Bootstrap = bootstrap ?? !isExtraRandom;
        Bins = bins;
        Seed = seed;
    }

    /// <summary>Number of trees.</summary>
    public int Trees { get; }

    /// <summary>Most decisions from root to leaf; null for no limit.</summary>
    public int? MaximumDepth { get; }

    /// <summary>Fewest training samples of a leaf.</summary>
    public int MinimumLeaf { get; }

    /// <summary>Fewest training samples of a node that is split.</summary>
    public int MinimumSplit { get; }

    /// <summary>Features tried at a node; null for the root of their number.</summary>
    public int? MaximumFeatures { get; }

    /// <summary>How mixed a node is.</summary>
    public SplitCriterion Criterion { get; }

    /// <summary>How classes of unequal size are weighed.</summary>
    public ClassWeighting Weighting { get; }

    /// <summary>Whether thresholds are drawn rather than searched.</summary>
    public bool IsExtraRandom { get; }

    /// <summary>Whether each tree sees a draw with replacement.</summary>
    public bool Bootstrap { get; }

    /// <summary>Most thresholds searched per feature.</summary>
    public int Bins { get; }

    /// <summary>Seed of all draws.</summary>
    public ulong Seed { get; }
}
