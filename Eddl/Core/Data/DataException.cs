namespace DeepHealth.Eddl;

/// <summary>A sample of a dataset could not be read, or does not fit. The message names the sample.</summary>
/// <param name="message">What is wrong with which sample.</param>
/// <param name="inner">What the dataset threw, if anything.</param>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
