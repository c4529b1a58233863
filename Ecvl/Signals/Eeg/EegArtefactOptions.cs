namespace DeepHealth.Ecvl.Signals;

/// <summary>Limits beyond which EEG is an artefact. The defaults are for signals in microvolt.</summary>
public sealed record EegArtefactOptions
{
    /// <summary>Greatest distance from the channel's median, in the signal's unit; 200 µV by default.</summary>
    public double MostAmplitude { get; init; } = 200;

    /// <summary>Greatest slope in the signal's unit per millisecond; 50 µV/ms by default.</summary>
    public double MostGradient { get; init; } = 50;

    /// <summary>Lowest frequency of muscles; 110 Hz by default. Muscles are not looked for where half the rate is not above it by a tenth.</summary>
    public double MuscleLowHz { get; init; } = 110;

    /// <summary>Highest frequency of muscles; 140 Hz by default, 0.45 of the rate where that is less.</summary>
    public double MuscleHighHz { get; init; } = 140;

    /// <summary>Greatest activity of muscles in standard deviations over the whole recording; 4 by default.</summary>
    public double MostMuscle { get; init; } = 4;

    /// <summary>What is marked before and after an artefact, in seconds, at least 0; 0.1 s by default. Marks that touch are joined.</summary>
    public double MarginSeconds { get; init; } = 0.1;
}
