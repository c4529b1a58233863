namespace DeepHealth.Ecvl.Signals;

/// <summary>What a generated pulse wave is like.</summary>
public sealed record PpgSynthesisOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="rateHz">Samples per second, at least 20; 100 by default.</param>
    /// <param name="seconds">Length, above 0; 30 s by default.</param>
    /// <param name="seed">Number of the record: equal numbers give equal records.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public PpgSynthesisOptions(double rateHz = 100, double seconds = 30, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rateHz, 20);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        RateHz = rateHz;
        Seconds = seconds;
        Seed = seed;
    }

    /// <summary>Samples per second.</summary>
    public double RateHz { get; }

    /// <summary>Length in seconds.</summary>
    public double Seconds { get; }

    /// <summary>Number of the record.</summary>
    public int Seed { get; }

    /// <summary>Mean pulse rate in beats per minute, 30 to 220; 70 by default.</summary>
    public double PulseBpm { get; init; } = 70;

    /// <summary>Swing of the interval with breathing, as a share of it, 0 to 0.3; 0.05 by default.</summary>
    public double Variability { get; init; } = 0.05;

    /// <summary>Height of a pulse; 1 by default.</summary>
    public double Ac { get; init; } = 1;

    /// <summary>Level under the pulses; 50 by default.</summary>
    public double Dc { get; init; } = 50;

    /// <summary>Height of the second, dicrotic wave as a share of the first, 0 to 0.8; 0.35 by default.</summary>
    public double Dicrotic { get; init; } = 0.35;

    /// <summary>Swing of the level with breathing; 0.2 by default.</summary>
    public double Wander { get; init; } = 0.2;

    /// <summary>Deviation of white noise; 0.02 by default.</summary>
    public double Noise { get; init; } = 0.02;
}
