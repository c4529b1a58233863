namespace DeepHealth.Bench.Peers;

/// <summary>The three products of a convolution, each with as many operations.</summary>
public enum ConvolutionKind
{
    /// <summary>Result.</summary>
    Forward,

    /// <summary>Gradient of the input.</summary>
    InputGradient,

    /// <summary>Gradient of the weights.</summary>
    WeightGradient,
}
