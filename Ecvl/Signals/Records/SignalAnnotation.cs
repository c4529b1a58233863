namespace DeepHealth.Ecvl.Signals;

/// <summary>A remark at a time: a beat label, a rhythm change, a sleep stage, a seizure.</summary>
public class SignalAnnotation
{
    /// <summary>Seconds from the record's first sample; may be negative.</summary>
    public required double OnsetSeconds { get; init; }

    /// <summary>Length in seconds, or null where the file states none.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>The text: an EDF+ annotation, or the auxiliary string of a WFDB annotation such as <c>(AFIB</c>; may be empty.</summary>
    public string Text { get; init; } = "";
}
