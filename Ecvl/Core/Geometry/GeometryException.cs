namespace DeepHealth.Ecvl;

/// <summary>Sizes, spacings or directions do not describe an image in space. The message names the operation and the values.</summary>
/// <param name="message">Operation, what is wrong, the values, the fix.</param>
public sealed class GeometryException(string message) : ArgumentException(message);
