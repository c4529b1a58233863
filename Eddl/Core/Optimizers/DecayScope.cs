namespace DeepHealth.Eddl;

/// <summary>Which parameters weight decay applies to.</summary>
public enum DecayScope
{
    /// <summary>All trained parameters, as PyTorch and Keras do by default.</summary>
    All,

    /// <summary>Weights only: biases and the scales and shifts of normalisations keep free.</summary>
    Weights,
}
