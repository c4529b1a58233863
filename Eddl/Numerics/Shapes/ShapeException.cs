namespace DeepHealth.Numerics;

/// <summary>Shapes, axes or sizes do not fit the operation. The message names the operation and both values.</summary>
/// <param name="message">Operation, what is wrong, the values of both sides.</param>
public sealed class ShapeException(string message) : ArgumentException(message);
