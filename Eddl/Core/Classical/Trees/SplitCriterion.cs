namespace DeepHealth.Eddl;

/// <summary>How mixed the classes of a tree's node are.</summary>
public enum SplitCriterion
{
    /// <summary>Chance that two draws differ: <c>1 − Σ p²</c>.</summary>
    Gini,

    /// <summary>Shannon's entropy: <c>−Σ p log₂ p</c>.</summary>
    Entropy,
}
