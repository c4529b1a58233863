namespace DeepHealth.Eddl;

/// <summary>Training cannot go on, such as after the loss became NaN. The message names the step and the values.</summary>
/// <param name="message">What happened, where, and what to try.</param>
public sealed class TrainingException(string message) : Exception(message);
