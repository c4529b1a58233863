namespace DeepHealth.Eddl;

/// <summary>What weights were packed for.</summary>
/// <param name="Shape">Sizes of the convolution; those of the input decide which taps are packed, and whether they are transformed.</param>
/// <param name="IsGradient">Whether they are packed for the input gradient.</param>
/// <param name="Scale">Factors that the filters were multiplied by, or null.</param>
internal readonly record struct PackedKey(ConvolutionShape Shape, bool IsGradient, Tensor? Scale);
