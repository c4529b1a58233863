namespace DeepHealth.Eddl;

/// <summary>A device is missing, or tensors lie on the wrong one. The message names both.</summary>
/// <param name="message">Operation, what is wrong, both devices.</param>
public sealed class DeviceException(string message) : InvalidOperationException(message);
