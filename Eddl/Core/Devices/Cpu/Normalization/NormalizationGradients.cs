namespace DeepHealth.Eddl;

/// <summary>What the gradients of a normalisation are made of, and where they go.</summary>
internal readonly unsafe struct NormalizationGradients(
    Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
    bool accumulate, bool accumulateAffine)
{
    /// <summary>Input.</summary>
    public readonly float* X = x.Pointer;

    /// <summary>Gradient of the result.</summary>
    public float* Dy { get; init; } = dy.Pointer;

    /// <summary>Scale per channel, or null.</summary>
    public readonly float* Gamma = CpuKernels.PointerOrNull(gamma);

    /// <summary>Mean per channel or row.</summary>
    public readonly float* Mean = mean.Pointer;

    /// <summary>Inverse deviation per channel or row.</summary>
    public readonly float* InverseDeviation = inverseDeviation.Pointer;

    /// <summary>Gradient of the input, or null.</summary>
    public readonly float* Dx = CpuKernels.PointerOrNull(dx);

    /// <summary>Whether Dx is added to.</summary>
    public readonly bool Accumulate = accumulate;

    private readonly float* _dgamma = CpuKernels.PointerOrNull(dgamma);
    private readonly float* _dbeta = CpuKernels.PointerOrNull(dbeta);
    private readonly bool _accumulateAffine = accumulateAffine;

    /// <summary>Writes the gradients of one channel's scale and shift in batch normalisation, as far as they are wanted.</summary>
    /// <param name="c">Channel.</param>
    /// <param name="sum">Sum of dy.</param>
    /// <param name="product">Sum of <c>(x − mean)·dy</c>.</param>
    /// <param name="count">Elements of the channel.</param>
    /// <returns>How the sums enter the gradient of the input.</returns>
    public StatisticsGradient Store(int c, double sum, double product, double count)
    {
        double inverse = InverseDeviation[c];
        product *= inverse;
        StoreAffine(c, product, sum);
        double scale = inverse * (Gamma == null ? 1 : Gamma[c]);
        return new(Mean[c], (float)scale, (float)(-scale * inverse * product / count), (float)(-scale * sum / count));
    }

    /// <summary>Writes the gradients of one channel's scale and shift, as far as they are wanted.</summary>
    /// <param name="c">Channel.</param>
    /// <param name="product">Gradient of the scale.</param>
    /// <param name="sum">Gradient of the shift.</param>
    public void StoreAffine(int c, double product, double sum)
    {
        if (_dgamma != null)
        {
            _dgamma[c] = (float)(product + (_accumulateAffine ? _dgamma[c] : 0));
        }

        if (_dbeta != null)
        {
            _dbeta[c] = (float)(sum + (_accumulateAffine ? _dbeta[c] : 0));
        }
    }
}
