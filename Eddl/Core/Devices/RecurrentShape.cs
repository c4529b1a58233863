namespace DeepHealth.Eddl;

/// <summary>Sizes of a recurrent layer in one direction over a batch of sequences, and what it returns.</summary>
/// <param name="Batch">Sequences N.</param>
/// <param name="Steps">Time steps T, at least 1.</param>
/// <param name="Features">Numbers per step F, at least 1.</param>
/// <param name="Units">Cells H, at least 1.</param>
/// <param name="Sequences">Whether the state of every step is returned, or that of the last computed one.</param>
/// <param name="Reversed">Whether the last time is computed first.</param>
public readonly record struct RecurrentShape(int Batch, int Steps, int Features, int Units, bool Sequences, bool Reversed)
{
    /// <summary>The place on the time axis of a step in the order of computation.</summary>
    public int TimeOf(int step) => Reversed ? Steps - 1 - step : step;
}
