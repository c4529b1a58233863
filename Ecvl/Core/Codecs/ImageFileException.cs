namespace DeepHealth.Ecvl;

/// <summary>A file is no image that can be read, is damaged, or cannot store an image. The message names the file, the place and both values.</summary>
/// <param name="format">Name of the format, such as <c>PNG</c>; empty where it is unknown.</param>
/// <param name="sourceName">The file, or what stands for it.</param>
/// <param name="message">The complete sentence.</param>
/// <param name="inner">The cause, where another component refused the data.</param>
public sealed class ImageFileException(string format, string sourceName, string message, Exception? inner = null) : FormatException(message, inner)
{
    /// <summary>Name of the format; empty where it is unknown.</summary>
    public string Format { get; } = format;

    /// <summary>The file as it was opened, or <c>memory</c> or <c>stream</c>.</summary>
    public string SourceName { get; } = sourceName;
}
