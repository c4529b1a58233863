namespace DeepHealth.Ecvl.Signals;

/// <summary>One signal in physical units, or a time window of it.</summary>
public sealed class Signal
{
    /// <summary>Wraps samples; the arrays are not copied.</summary>
    /// <param name="label">Name of the lead or channel.</param>
    /// <param name="unit">Physical unit; empty for none.</param>
    /// <param name="rateHz">Samples per second, finite and above 0.</param>
    /// <param name="samples">Physical values; <see cref="double.NaN"/> marks a missing sample.</param>
    /// <param name="digital">The stored integers behind <paramref name="samples"/>, of the same length, or null.</param>
    /// <exception cref="ArgumentException">The rate is not above 0, or the two arrays differ in length.</exception>
    public Signal(string label, string unit, double rateHz, double[] samples, int[]? digital = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (!(rateHz > 0) || double.IsInfinity(rateHz))
        {
            throw new ArgumentOutOfRangeException(nameof(rateHz), $"Signal: the rate of \"{label}\" is {rateHz} Hz; it must be finite and above 0.");
        }

        if (digital is not null && digital.Length != samples.Length)
        {
            throw new ArgumentException($"Signal: \"{label}\" has {samples.Length} physical but {digital.Length} digital samples.", nameof(digital));
        }

        Label = label;
        Unit = unit;
        RateHz = rateHz;
        Samples = samples;
        Digital = digital;
    }

    /// <summary>Name of the lead or channel.</summary>
    public string Label { get; }

    /// <summary>Physical unit such as <c>mV</c>; empty where the file states none.</summary>
    public string Unit { get; }

    /// <summary>Samples per second.</summary>
    public double RateHz { get; }

    /// <summary>Physical values; <see cref="double.NaN"/> marks a sample that the file declares missing.</summary>
    public double[] Samples { get; }

    /// <summary>The stored integers, where <see cref="SignalReadOptions.IncludeDigital"/> asked for them and the format has them.</summary>
    public int[]? Digital { get; }

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => Samples.Length / RateHz;
}
