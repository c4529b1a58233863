namespace DeepHealth.Ecvl;

/// <summary>A whole slide cannot be opened or read. The message names the file, the operation and the cause.</summary>
/// <param name="path">The slide; empty where OpenSlide itself is missing.</param>
/// <param name="message">The complete sentence.</param>
public sealed class SlideException(string path, string message) : Exception(message)
{
    /// <summary>The slide.</summary>
    public string Path { get; } = path;
}
