namespace DeepHealth.Ecvl;

/// <summary>A scan header; ITU-T T.81, B.2.3.</summary>
/// <param name="Components">What the scan holds, in its order; <see cref="JpegComponent.Dc"/> and <see cref="JpegComponent.Ac"/> are set as the scan needs them.</param>
/// <param name="First">First coefficient; the predictor of a lossless scan.</param>
/// <param name="Last">Last coefficient.</param>
/// <param name="High">Bits that earlier scans left open; 0 in the first scan of a coefficient.</param>
/// <param name="Low">Bits that this scan leaves open; the point transform of a lossless scan.</param>
/// <param name="Offset">Where the header lies, for messages.</param>
/// <param name="DataOffset">Where the entropy-coded data begins.</param>
internal sealed record JpegScan(JpegComponent[] Components, int First, int Last, int High, int Low, int Offset, int DataOffset);
