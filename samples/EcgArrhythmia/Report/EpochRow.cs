namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>One epoch of the training history; NaN where a value was not measured.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="TrainLoss">Mean loss over the training records.</param>
/// <param name="ValidationLoss">Mean loss over the validation records.</param>
/// <param name="TrainMetric">Metric over the training records.</param>
/// <param name="ValidationMetric">Metric over the validation records.</param>
/// <param name="LearningRate">Learning rate at the end of the epoch.</param>
public sealed record EpochRow(int Epoch, double TrainLoss, double ValidationLoss, double TrainMetric, double ValidationMetric, double LearningRate);
