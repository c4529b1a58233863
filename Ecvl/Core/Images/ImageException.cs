namespace DeepHealth.Ecvl;

/// <summary>An operation cannot work on these images: axes, sizes, types or indices do not fit. The message names the operation and both values.</summary>
/// <param name="message">Operation, what is wrong, both values, the fix.</param>
public sealed class ImageException(string message) : ArgumentException(message);
