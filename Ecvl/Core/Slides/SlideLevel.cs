namespace DeepHealth.Ecvl;

/// <summary>One resolution of a whole slide.</summary>
/// <param name="Index">0 for the finest.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Downsample">How many columns of level 0 make one column here; 1 for level 0.</param>
public readonly record struct SlideLevel(int Index, long Width, long Height, double Downsample);
