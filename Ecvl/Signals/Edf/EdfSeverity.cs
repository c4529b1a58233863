namespace DeepHealth.Ecvl.Signals;

/// <summary>How much a finding matters.</summary>
public enum EdfSeverity
{
    /// <summary>Allowed, but worth knowing.</summary>
    Note,

    /// <summary>Against a recommendation, or against a rule that readers get over.</summary>
    Warning,

    /// <summary>Against the standard: readers refuse the file or misread it.</summary>
    Error,
}
