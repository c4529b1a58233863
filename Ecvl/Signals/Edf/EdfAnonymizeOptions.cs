namespace DeepHealth.Ecvl.Signals;

/// <summary>What stays in an anonymised EDF file. The default keeps signals and annotations only.</summary>
public sealed record EdfAnonymizeOptions
{
    /// <summary>Patient to state in place of the real one; default: all unknown.</summary>
    public EdfPatient Patient { get; init; } = new();

    /// <summary>Keep start date and time; default false: 1 January 1985, 00:00:00, as EDF+ asks for unknown dates.</summary>
    public bool KeepStart { get; init; }

    /// <summary>Keep the annotations; default true. Their texts may hold names: remove them where that is not certain.</summary>
    public bool KeepAnnotations { get; init; } = true;
}
