namespace DeepHealth.Eddl;

/// <summary>A class label or index lies outside its range. The message names the operation, the label, its position and the range.</summary>
/// <param name="message">Operation, what is wrong, both values.</param>
public sealed class LabelException(string message) : ArgumentException(message);
