namespace DeepHealth.FormatReport;

/// <summary>What became of one file of the corpus.</summary>
public enum Outcome
{
    /// <summary>It was read and equals its reference, or it is broken and was refused.</summary>
    Passed,

    /// <summary>It was read, but no reference says what is right: the tools differ, or none of them reads it.</summary>
    Unasserted,

    /// <summary>It is sound, but the library says that it cannot read it.</summary>
    Refused,

    /// <summary>The native library that decodes it is not there.</summary>
    Unavailable,

    /// <summary>It differs from its reference, ended in another exception, or is broken and was read.</summary>
    Failed,
}
