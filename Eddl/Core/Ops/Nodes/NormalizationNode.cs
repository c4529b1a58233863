namespace DeepHealth.Eddl;

/// <summary>A normalisation with an optional scale (input 1) and shift (input 2), whose gradients one kernel computes together.</summary>
internal abstract class NormalizationNode : OpNode
{
    private readonly bool _isAffine;

    protected NormalizationNode(string name, Tensor x, Tensor? gamma, Tensor? beta, Tensor? summand = null)
        : base(name, [.. gamma is null || beta is null ? [x] : (Tensor[])[x, gamma, beta], .. summand is null ? [] : (Tensor[])[summand]])
        => _isAffine = gamma is not null && beta is not null;

    /// <summary>Input 1, where there is one.</summary>
    protected Tensor? Gamma => _isAffine ? Inputs[1] : null;

    /// <summary>Input 2, where there is one.</summary>
    protected Tensor? Beta => _isAffine ? Inputs[2] : null;

    /// <summary>Where the gradients of scale and shift go; null where not needed.</summary>
    /// <returns>Whether both are to be accumulated.</returns>
    protected bool TakeAffineGradients(Kernels kernels, out Tensor? dgamma, out Tensor? dbeta)
    {
        dgamma = null;
        dbeta = null;
        if (Gamma is null)
        {
            return false;
        }

        TryTakeGradient(1, out dgamma, out bool accumulateGamma);
        TryTakeGradient(2, out dbeta, out bool accumulateBeta);
        if (dgamma is not null && dbeta is not null && accumulateGamma != accumulateBeta)
        {
            // The kernel adds to both or to none: the one that nothing was written to yet starts at 0.
            kernels.Fill(accumulateGamma ? dbeta : dgamma, 0);
        }

        return accumulateGamma || accumulateBeta;
    }
}
