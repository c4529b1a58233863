namespace DeepHealth.Ecvl.Dicom;

/// <summary>Tags of waveform objects (DICOM PS3.3 sections C.10.8 to C.10.10).</summary>
internal static class WaveformTags
{
    public static DicomTag AcquisitionDateTime => new(0x0008, 0x002A);

    public static DicomTag MultiplexGroupTimeOffset => new(0x0018, 0x1068);

    public static DicomTag TriggerTimeOffset => new(0x0018, 0x1069);

    public static DicomTag WaveformOriginality => new(0x003A, 0x0004);

    public static DicomTag NumberOfWaveformChannels => new(0x003A, 0x0005);

    public static DicomTag NumberOfWaveformSamples => new(0x003A, 0x0010);

    public static DicomTag SamplingFrequency => new(0x003A, 0x001A);

    public static DicomTag MultiplexGroupLabel => new(0x003A, 0x0020);

    public static DicomTag ChannelDefinitionSequence => new(0x003A, 0x0200);

    public static DicomTag WaveformChannelNumber => new(0x003A, 0x0202);

    public static DicomTag ChannelLabel => new(0x003A, 0x0203);

    public static DicomTag ChannelStatus => new(0x003A, 0x0205);

    public static DicomTag ChannelSourceSequence => new(0x003A, 0x0208);

    public static DicomTag ChannelSourceModifiersSequence => new(0x003A, 0x0209);

    public static DicomTag ChannelDerivationDescription => new(0x003A, 0x020C);

    public static DicomTag ChannelSensitivity => new(0x003A, 0x0210);

    public static DicomTag ChannelSensitivityUnitsSequence => new(0x003A, 0x0211);

    public static DicomTag ChannelSensitivityCorrectionFactor => new(0x003A, 0x0212);

    public static DicomTag ChannelBaseline => new(0x003A, 0x0213);

    public static DicomTag ChannelTimeSkew => new(0x003A, 0x0214);

    public static DicomTag ChannelSampleSkew => new(0x003A, 0x0215);

    public static DicomTag ChannelOffset => new(0x003A, 0x0218);

    public static DicomTag WaveformBitsStored => new(0x003A, 0x021A);

    public static DicomTag FilterLowFrequency => new(0x003A, 0x0220);

    public static DicomTag FilterHighFrequency => new(0x003A, 0x0221);

    public static DicomTag NotchFilterFrequency => new(0x003A, 0x0222);

    public static DicomTag NotchFilterBandwidth => new(0x003A, 0x0223);

    public static DicomTag AcquisitionContextSequence => new(0x0040, 0x0555);

    public static DicomTag MeasurementUnitsCodeSequence => new(0x0040, 0x08EA);

    public static DicomTag ConceptNameCodeSequence => new(0x0040, 0xA043);

    public static DicomTag ReferencedWaveformChannels => new(0x0040, 0xA0B0);

    public static DicomTag TemporalRangeType => new(0x0040, 0xA130);

    public static DicomTag ReferencedSamplePositions => new(0x0040, 0xA132);

    public static DicomTag ReferencedTimeOffsets => new(0x0040, 0xA138);

    public static DicomTag ReferencedDateTime => new(0x0040, 0xA13A);

    public static DicomTag ConceptCodeSequence => new(0x0040, 0xA168);

    public static DicomTag AnnotationGroupNumber => new(0x0040, 0xA180);

    public static DicomTag NumericValue => new(0x0040, 0xA30A);

    public static DicomTag WaveformAnnotationSequence => new(0x0040, 0xB020);

    public static DicomTag UnformattedTextValue => new(0x0070, 0x0006);

    public static DicomTag WaveformSequence => new(0x5400, 0x0100);

    public static DicomTag WaveformBitsAllocated => new(0x5400, 0x1004);

    public static DicomTag WaveformSampleInterpretation => new(0x5400, 0x1006);

    public static DicomTag WaveformPaddingValue => new(0x5400, 0x100A);

    public static DicomTag WaveformData => new(0x5400, 0x1010);
}
