namespace DeepHealth.Ecvl.Signals;

/// <summary>What an equiripple filter does to the signal besides choosing bands.</summary>
public enum RemezKind
{
    /// <summary>Keeps the phase: symmetric taps.</summary>
    MultiBand,

    /// <summary>Takes the derivative: gain proportional to the frequency, antisymmetric taps; errors count relative to the gain.</summary>
    Differentiator,

    /// <summary>Turns every frequency by a quarter period: antisymmetric taps.</summary>
    Hilbert,
}
