namespace DeepHealth.Ecvl.Dicom;

/// <summary>One irregularity of a series.</summary>
/// <param name="Problem">What it is.</param>
/// <param name="Text">A sentence with the slices and both values.</param>
public sealed record DicomSeriesFinding(DicomSeriesProblem Problem, string Text);
