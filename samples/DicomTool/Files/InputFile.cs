namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>A file to treat.</summary>
/// <param name="FullPath">Where it lies.</param>
/// <param name="Name">Path from the folder that was given, or the path of the file itself.</param>
/// <param name="IsNamed">Whether the user named the file; files found in a folder may be anything.</param>
internal sealed record InputFile(string FullPath, string Name, bool IsNamed);
