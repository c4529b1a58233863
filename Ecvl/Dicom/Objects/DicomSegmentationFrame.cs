namespace DeepHealth.Ecvl.Dicom;

/// <summary>A frame to write.</summary>
/// <param name="Segment">Number of its segment.</param>
/// <param name="Slice">Its slice in the volume, from 0.</param>
/// <param name="Pixels">A byte for each pixel: 0 or not for binary ones, 0 to 255 for fractions.</param>
internal sealed record DicomSegmentationFrame(int Segment, int Slice, byte[] Pixels);
