namespace DeepHealth.Samples.DicomTool.Commands;

/// <summary>What anonymize did, without anything about the patients.</summary>
/// <param name="Files">Old name and new place of every file that was written. Old names may tell who the patients are: keep the report as safe as the old files.</param>
/// <param name="Problems">One sentence for each bad file.</param>
/// <param name="Skipped">Files that are no DICOM files, and directories of media.</param>
/// <param name="Patients">Number of patients.</param>
internal sealed record AnonymizeReport(IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Problems, int Skipped, int Patients);
