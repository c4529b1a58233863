namespace DeepHealth.Ecvl.Dicom;

/// <summary>A channel that an annotation is about: a pair of Referenced Waveform Channels (0040,A0B0).</summary>
/// <param name="Group">Index of the group, from 0.</param>
/// <param name="Channel">Index of the channel in its group, from 0; -1 for all channels of the group.</param>
public readonly record struct DicomWaveformReference(int Group, int Channel);
