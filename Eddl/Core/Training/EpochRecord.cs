namespace DeepHealth.Eddl;

/// <summary>What one epoch of training gave.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Values">Figures by name: <c>loss</c>, the metrics, and with validation data <c>val_loss</c> and <c>val_</c> metrics.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="Seconds">Time the epoch took, validation included.</param>
public sealed record EpochRecord(int Epoch, IReadOnlyDictionary<string, double> Values, double LearningRate, double Seconds);
