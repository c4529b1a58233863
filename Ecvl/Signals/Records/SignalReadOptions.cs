namespace DeepHealth.Ecvl.Signals;

/// <summary>Which signals and which seconds of a record to read. The default is everything.</summary>
public sealed record SignalReadOptions
{
    /// <summary>Indices into <see cref="SignalSource.Signals"/>, in the order wanted; null reads all.</summary>
    public IReadOnlyList<int>? Signals { get; init; }

    /// <summary>Start of the window in seconds from the first sample; default 0. It is rounded to each signal's nearest sample.</summary>
    public double StartSeconds { get; init; }

    /// <summary>Length of the window in seconds; null reads to the end. Windows that touch in time share no sample and miss none.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Also keep the stored integers in <see cref="Signal.Digital"/>; default false.</summary>
    public bool IncludeDigital { get; init; }

    /// <summary>Also read the annotations that belong to the record; default true.</summary>
    public bool IncludeAnnotations { get; init; } = true;
}
