namespace DeepHealth.Ecvl.Signals;

/// <summary>The header of one signal of an EDF file, annotation channels included.</summary>
/// <remarks>Kemp et al. 1992, table 1. A physical value is <c>PhysicalMinimum + (digital − DigitalMinimum) · Gain</c>.</remarks>
public sealed record EdfSignalHeader
{
    /// <summary>Label, for example <c>EEG Fpz-Cz</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Transducer type, for example <c>AgAgCl electrode</c>.</summary>
    public string Transducer { get; init; } = "";

    /// <summary>Physical dimension, for example <c>uV</c>.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Physical value of <see cref="DigitalMinimum"/>; above <see cref="PhysicalMaximum"/> for an inverting amplifier.</summary>
    public required double PhysicalMinimum { get; init; }

    /// <summary>Physical value of <see cref="DigitalMaximum"/>.</summary>
    public required double PhysicalMaximum { get; init; }

    /// <summary>Lowest digital value.</summary>
    public required int DigitalMinimum { get; init; }

    /// <summary>Highest digital value.</summary>
    public required int DigitalMaximum { get; init; }

    /// <summary>Filters that were applied, for example <c>HP:0.1Hz LP:75Hz</c>.</summary>
    public string Prefiltering { get; init; } = "";

    /// <summary>Samples in each data record, at least 1.</summary>
    public required int SamplesPerRecord { get; init; }

    /// <summary>The reserved field of the signal.</summary>
    public string Reserved { get; init; } = "";

    /// <summary>True for a channel that holds annotations in place of samples.</summary>
    public bool IsAnnotation => Label is "EDF Annotations" or "BDF Annotations";

    /// <summary>Physical units per digital step.</summary>
    public double Gain => (PhysicalMaximum - PhysicalMinimum) / ((double)DigitalMaximum - DigitalMinimum);
}
