namespace DeepHealth.Ecvl.Signals;

/// <summary>Finds the R peaks of an electrocardiogram. Safe for any number of threads.</summary>
public interface IRPeakDetector
{
    /// <summary>Name for options and reports, in lower case.</summary>
    string Name { get; }

    /// <summary>Finds R peaks.</summary>
    /// <param name="ecg">One lead, in any unit, without NaN.</param>
    /// <param name="rateHz">Samples per second, at least 50.</param>
    /// <returns>Indices of samples, rising.</returns>
    /// <exception cref="ArgumentException">The rate is too low, the signal shorter than a second, or a sample is NaN or infinite.</exception>
    int[] Detect(ReadOnlySpan<double> ecg, double rateHz);
}
