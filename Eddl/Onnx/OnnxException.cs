namespace DeepHealth.Eddl.Onnx;

/// <summary>An ONNX model is damaged or holds what this toolkit cannot represent. The message names the field and the values.</summary>
/// <param name="message">Operation, field, what is wrong, both values.</param>
/// <param name="inner">What the parser said, if it was a parser.</param>
public sealed class OnnxException(string message, Exception? inner = null) : IOException(message, inner);
