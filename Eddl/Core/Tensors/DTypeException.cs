namespace DeepHealth.Eddl;

/// <summary>The element type of a tensor does not fit the operation. The message names the operation and both types.</summary>
/// <param name="message">Operation, what is wrong, both types.</param>
public sealed class DTypeException(string message) : ArgumentException(message);
