namespace DeepHealth.Numerics;

/// <summary>Terms of a sum that follow each other both in the source and in the packed weights.</summary>
/// <param name="Source">Distance of the first number from the cell's position in the source.</param>
/// <param name="Step">Position of the first weights, in rows of the packed panel.</param>
/// <param name="Length">Terms, at least 1.</param>
internal readonly record struct SourceRun(nint Source, int Step, int Length);
