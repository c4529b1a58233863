namespace DeepHealth.Ecvl.Signals;

/// <summary>A signal line of a WFDB header.</summary>
/// <remarks>WFDB, header(5), "Signal specification lines". A physical value is <c>(digital − Baseline) / Gain</c>.</remarks>
public sealed record WfdbSignalHeader
{
    /// <summary>The file that holds the samples, beside the header.</summary>
    public required string FileName { get; init; }

    /// <summary>Number of the storage format, for example 16 or 212.</summary>
    public required int Format { get; init; }

    /// <summary>Samples of this signal in each frame; default 1.</summary>
    public int SamplesPerFrame { get; init; } = 1;

    /// <summary>Frames by which the stored signal lags behind the others; default 0.</summary>
    public int SkewFrames { get; init; }

    /// <summary>Bytes before the first sample in the signal file; 24 for CinC's MATLAB files; default 0.</summary>
    public long ByteOffset { get; init; }

    /// <summary>Digital steps per physical unit; 200 where the header states none or 0.</summary>
    public double Gain { get; init; } = 200;

    /// <summary>False where the header states no gain or 0: the physical values are then uncalibrated.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>Digital value that means physical 0; <see cref="AdcZero"/> where the header states none.</summary>
    public int Baseline { get; init; }

    /// <summary>Physical unit; default <c>mV</c>.</summary>
    public string Unit { get; init; } = "mV";

    /// <summary>Bits of the converter, or null where the header states none.</summary>
    public int? AdcResolution { get; init; }

    /// <summary>Digital value at the middle of the converter's range; default 0.</summary>
    public int AdcZero { get; init; }

    /// <summary>First sample, as the header claims; <see cref="AdcZero"/> where it states none.</summary>
    public int InitialValue { get; init; }

    /// <summary>16-bit sum of all samples as the header claims, in [0, 65535], or null.</summary>
    public int? Checksum { get; init; }

    /// <summary>Block size for special devices; default 0. It has no effect on files.</summary>
    public int BlockSize { get; init; }

    /// <summary>Name of the lead; <c>signal n</c> where the header states none.</summary>
    public required string Description { get; init; }
}
