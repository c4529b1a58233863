namespace DeepHealth.Eddl;

/// <summary>A safetensors file is damaged, holds what this toolkit cannot store, or does not fit what it is read into.
/// The message names the file, the field and the values.</summary>
/// <param name="message">File, field, what is wrong, both values.</param>
/// <param name="inner">What the parser said, if it was a parser.</param>
public sealed class SafeTensorsException(string message, Exception? inner = null) : IOException(message, inner);
