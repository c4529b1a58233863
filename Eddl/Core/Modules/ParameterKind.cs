namespace DeepHealth.Eddl;

/// <summary>Role of a <see cref="Parameter"/>.</summary>
public enum ParameterKind
{
    /// <summary>Trained; weight decay applies.</summary>
    Weight,

    /// <summary>Trained bias, scale or shift; weight decay applies only on request.</summary>
    Bias,

    /// <summary>Not trained by gradients, but saved with the model: running statistics.</summary>
    State,
}
