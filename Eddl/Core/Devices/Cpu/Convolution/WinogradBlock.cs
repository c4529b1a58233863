namespace DeepHealth.Eddl;

/// <summary>Transformed operands of a block of patches of a weight gradient, as matrices <c>[point, patch, channel]</c>.</summary>
internal unsafe struct WinogradBlock
{
    /// <summary>Transformed inputs.</summary>
    public float* Inputs;

    /// <summary>Distance of their points.</summary>
    public nint InputPitch;

    /// <summary>Channels of the inputs.</summary>
    public int Channels;

    /// <summary>Transformed output gradients.</summary>
    public float* Gradients;

    /// <summary>Distance of their points.</summary>
    public nint GradientPitch;

    /// <summary>Filters of the output gradients.</summary>
    public int Filters;

    /// <summary>Sums of the first panel, at the first channel.</summary>
    public float* Sums;
}
