namespace DeepHealth.Eddl;

/// <summary>Sizes of a recurrent layer over a batch of sequences.</summary>
/// <param name="Batch">Sequences N.</param>
/// <param name="Steps">Time steps T, at least 1.</param>
/// <param name="Features">Numbers per step F.</param>
/// <param name="Units">Cells H.</param>
internal readonly record struct RecurrentShape(int Batch, int Steps, int Features, int Units);
