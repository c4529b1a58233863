namespace DeepHealth.Ecvl;

/// <summary>A file, or a part of one, that holds samples.</summary>
/// <param name="Source">The file.</param>
/// <param name="Packing">How its content is packed.</param>
/// <param name="Offset">Where the packed content begins in the file.</param>
/// <param name="SkippedLines">Lines to leave out behind the offset, before unpacking.</param>
/// <param name="SkippedBytes">Bytes to leave out behind those lines, in the unpacked content.</param>
/// <param name="Bytes">Stored bytes of samples that are taken from it; for samples as text, their number.</param>
internal readonly record struct VolumePiece(VolumeSource Source, VolumePacking Packing, long Offset, int SkippedLines, long SkippedBytes, long Bytes);
