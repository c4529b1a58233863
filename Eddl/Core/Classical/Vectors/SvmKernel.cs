namespace DeepHealth.Eddl;

/// <summary>Similarity of two samples in a support vector machine.</summary>
public enum SvmKernel
{
    /// <summary>Inner product.</summary>
    Linear,

    /// <summary>Radial basis: <c>exp(−γ ‖a − b‖²)</c>.</summary>
    Rbf,
}
