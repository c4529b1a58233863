using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Commands;

/// <summary>Options of the verb anonymize.</summary>
internal sealed record AnonymizeSettings
{
    /// <summary>Files and folders.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>A new folder.</summary>
    public required string Output { get; init; }

    /// <summary>File with the secret key, made where it is missing; null for a key of this run alone.</summary>
    public string? Key { get; init; }

    /// <summary>File for old and new identifiers; null for none.</summary>
    public string? Map { get; init; }

    /// <summary>File for the report; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>How pseudonyms begin.</summary>
    public required string Prefix { get; init; }

    /// <summary>Whether files keep their names.</summary>
    public bool KeepNames { get; init; }

    /// <summary>What is kept; name and ID of the patient are set for each file.</summary>
    public required DicomAnonymizeOptions Keep { get; init; }
}
