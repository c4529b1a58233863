namespace DeepHealth.Numerics;

/// <summary>Neighbouring outputs of one row whose window cell lies inside the input.</summary>
/// <param name="X">Distance of the first output's input cell from the first cell of the input, in floats.</param>
/// <param name="Dy">Distance of the first output from the first cell of the output gradient, in floats.</param>
/// <param name="Length">Number of outputs, at least 1.</param>
internal readonly record struct PixelRun(int X, int Dy, int Length);
