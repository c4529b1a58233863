namespace DeepHealth.Ecvl;

/// <summary>Calls a native encoder.</summary>
/// <param name="samples">What is encoded.</param>
/// <param name="destination">Where the encoded data go.</param>
/// <param name="destinationSize">Bytes there.</param>
/// <param name="written">Bytes of the encoded data.</param>
/// <param name="text">Room of <see cref="NativeCalls.TextBytes"/> bytes for a sentence.</param>
/// <returns>0, or the code of an error.</returns>
internal unsafe delegate int EncodeCall(byte* samples, byte* destination, long destinationSize, long* written, byte* text);
