namespace DeepHealth.Ecvl.Signals;

/// <summary>How one signal of a WFDB record is stored.</summary>
public sealed record WfdbChannel
{
    /// <summary>Storage format: 8, 16, 24, 32, 61, 80, 160, 212, 310 or 311; null takes that of the options.</summary>
    public int? Format { get; init; }

    /// <summary>File that holds the samples, beside the header; null: one file for each run of signals with the same format.
    /// A name that ends in <c>.mat</c>, with format 16, gives a MATLAB level 4 file with the matrix <c>val</c>.</summary>
    public string? FileName { get; init; }

    /// <summary>Digital steps per physical unit; null: from the digital values of the signal, else so that the samples fill the format.</summary>
    public double? Gain { get; init; }

    /// <summary>Digital value of physical 0; null: as for the gain. Needs <see cref="Gain"/>.</summary>
    public int? Baseline { get; init; }

    /// <summary>Bits of the converter; null: those of the format.</summary>
    public int? AdcResolution { get; init; }

    /// <summary>Digital value at the middle of the converter's range; default 0.</summary>
    public int AdcZero { get; init; }
}
