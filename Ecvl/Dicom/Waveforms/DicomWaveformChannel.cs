namespace DeepHealth.Ecvl.Dicom;

/// <summary>A channel of a waveform: what it measures and how samples become physical values (DICOM PS3.3 section C.10.9.1.4).</summary>
/// <remarks>Physical value <c>= sample · Sensitivity · CorrectionFactor + Baseline</c>, in <see cref="Unit"/>.</remarks>
public sealed record DicomWaveformChannel
{
    /// <summary>Channel Label (003A,0203); empty where the file has none.</summary>
    public string Label { get; init; } = "";

    /// <summary>What the channel measures, such as lead II; null where the file does not say.</summary>
    public DicomCode? Source { get; init; }

    /// <summary>Further terms to <see cref="Source"/>, such as the difference of two electrodes.</summary>
    public IReadOnlyList<DicomCode> SourceModifiers { get; init; } = [];

    /// <summary>How the channel was derived from others; empty where the file does not say.</summary>
    public string Derivation { get; init; } = "";

    /// <summary>Units of the least bit: Channel Sensitivity (003A,0210); null for samples without a calibration.</summary>
    public double? Sensitivity { get; init; }

    /// <summary>Unit of physical values, such as <c>uV</c> of UCUM; null without a calibration.</summary>
    public DicomCode? Unit { get; init; }

    /// <summary>Correction found by calibration: Channel Sensitivity Correction Factor (003A,0212). Default 1.</summary>
    public double CorrectionFactor { get; init; } = 1;

    /// <summary>Physical value of the sample 0: Channel Baseline (003A,0213). Default 0.</summary>
    public double Baseline { get; init; }

    /// <summary>How much later than the group's time of a sample this channel was sampled, in seconds.</summary>
    public double TimeSkewSeconds { get; init; }

    /// <summary>Bits that are used of each sample; 0 for all of them.</summary>
    public int BitsStored { get; init; }

    /// <summary>Lower 3 dB frequency, in Hz; null where the file does not say.</summary>
    public double? LowFrequencyHz { get; init; }

    /// <summary>Upper 3 dB frequency, in Hz; null where the file does not say.</summary>
    public double? HighFrequencyHz { get; init; }

    /// <summary>Frequency that a notch filter suppresses, in Hz; null where the file does not say.</summary>
    public double? NotchFrequencyHz { get; init; }

    /// <summary>The label, else the meaning of the source, else empty.</summary>
    public string Name => Label.Length > 0 ? Label : Source?.Meaning ?? "";

    /// <summary>Physical value of a stored sample, in <see cref="Unit"/>; the sample itself without a calibration.</summary>
    public double ToPhysical(long sample) => Sensitivity is { } sensitivity ? (sample * sensitivity * CorrectionFactor) + Baseline : sample;

    /// <summary>Reads an item of the Channel Definition Sequence (003A,0200).</summary>
    /// <param name="item">The item.</param>
    /// <param name="rateHz">Samples per second of the group.</param>
    internal static DicomWaveformChannel Of(DicomDataSet item, double rateHz) => new()
    {
        Label = item.GetString(WaveformTags.ChannelLabel),
        Source = DicomCode.Find(item, WaveformTags.ChannelSourceSequence),
        SourceModifiers = DicomCode.FindAll(item, WaveformTags.ChannelSourceModifiersSequence),
        Derivation = item.GetString(WaveformTags.ChannelDerivationDescription),
        Sensitivity = Number(item, WaveformTags.ChannelSensitivity),
        Unit = DicomCode.Find(item, WaveformTags.ChannelSensitivityUnitsSequence),
        CorrectionFactor = item.GetDouble(WaveformTags.ChannelSensitivityCorrectionFactor, 1),
        Baseline = item.GetDouble(WaveformTags.ChannelBaseline, 0),
        TimeSkewSeconds = Number(item, WaveformTags.ChannelTimeSkew) ?? (item.GetDouble(WaveformTags.ChannelSampleSkew, 0) / rateHz),
        BitsStored = item.GetInt32(WaveformTags.WaveformBitsStored, 0),
        LowFrequencyHz = Number(item, WaveformTags.FilterLowFrequency),
        HighFrequencyHz = Number(item, WaveformTags.FilterHighFrequency),
        NotchFrequencyHz = Number(item, WaveformTags.NotchFilterFrequency),
    };

    /// <summary>Fills an item of the Channel Definition Sequence (003A,0200), which belongs to its sequence already.</summary>
    /// <param name="item">The item.</param>
    /// <param name="bits">Bits of a sample.</param>
    internal void Fill(DicomDataSet item, int bits)
    {
        DicomObjectStart.SetIfAny(item, WaveformTags.ChannelLabel, Label);
        // A channel must have a source; its name serves where no scheme has a code for it.
        (Source ?? new DicomCode(Name, "99DEEPHEALTH", Name)).AddTo(item, WaveformTags.ChannelSourceSequence);
        if (SourceModifiers.Count > 0)
        {
            DicomSequences.AddCodes(item, WaveformTags.ChannelSourceModifiersSequence, SourceModifiers);
        }

        DicomObjectStart.SetIfAny(item, WaveformTags.ChannelDerivationDescription, Derivation);
        if (Sensitivity is { } sensitivity)
        {
            item.Set(WaveformTags.ChannelSensitivity, sensitivity);
            (Unit ?? new DicomCode("1", "UCUM", "no units")).AddTo(item, WaveformTags.ChannelSensitivityUnitsSequence);
            item.Set(WaveformTags.ChannelSensitivityCorrectionFactor, CorrectionFactor);
            item.Set(WaveformTags.ChannelBaseline, Baseline);
        }

        item.Set(WaveformTags.ChannelTimeSkew, TimeSkewSeconds);
        item.Set(WaveformTags.WaveformBitsStored, BitsStored > 0 ? BitsStored : bits);
        SetNumber(item, WaveformTags.FilterLowFrequency, LowFrequencyHz);
        SetNumber(item, WaveformTags.FilterHighFrequency, HighFrequencyHz);
        SetNumber(item, WaveformTags.NotchFilterFrequency, NotchFrequencyHz);
    }

    private static double? Number(DicomDataSet item, DicomTag tag) => item.TryGet(tag, out DicomElement? element) && element.GetDoubles() is [double first, ..] ? first : null;

    private static void SetNumber(DicomDataSet item, DicomTag tag, double? value)
    {
        if (value is { } number)
        {
            item.Set(tag, number);
        }
    }
}
