namespace DeepHealth.Ecvl.Dicom;

/// <summary>A remark on a waveform: a text, a finding or a measurement, at times or on the whole (DICOM PS3.3 section C.10.10).</summary>
public sealed record DicomWaveformAnnotation
{
    /// <summary>Free text; empty for a coded annotation.</summary>
    public string Text { get; init; } = "";

    /// <summary>What is stated, such as RR Interval; null for free text.</summary>
    public DicomCode? Concept { get; init; }

    /// <summary>The finding; null for free text and measurements.</summary>
    public DicomCode? Value { get; init; }

    /// <summary>Measured numbers, in <see cref="Unit"/>.</summary>
    public IReadOnlyList<double> Numbers { get; init; } = [];

    /// <summary>Unit of <see cref="Numbers"/>; null without them.</summary>
    public DicomCode? Unit { get; init; }

    /// <summary>Number that annotations of one statement share; null where the file has none.</summary>
    public int? GroupNumber { get; init; }

    /// <summary>The channels it is about; none for the whole waveform.</summary>
    public IReadOnlyList<DicomWaveformReference> Channels { get; init; } = [];

    /// <summary>What the points in time mean.</summary>
    public DicomTemporalRange Range { get; init; }

    /// <summary>Points in time as samples, from 0, of the first group in <see cref="Channels"/>. At most one of the three kinds of points has values.</summary>
    public IReadOnlyList<long> SamplePositions { get; init; } = [];

    /// <summary>Points in time in seconds from the acquisition time.</summary>
    public IReadOnlyList<double> TimeOffsetsSeconds { get; init; } = [];

    /// <summary>Points in time as moments.</summary>
    public IReadOnlyList<DateTimeOffset> Moments { get; init; } = [];

    /// <summary>Reads an item of the Waveform Annotation Sequence (0040,B020).</summary>
    /// <exception cref="DicomException">A value does not follow the standard.</exception>
    internal static DicomWaveformAnnotation Of(DicomDataSet item)
    {
        long[] pairs = item.TryGet(WaveformTags.ReferencedWaveformChannels, out DicomElement? channels) ? channels.GetIntegers() : [];
        if (pairs.Length % 2 != 0)
        {
            throw new DicomException($"DicomWaveformAnnotation: {channels} has {pairs.Length} numbers; they are pairs of a group and a channel.") { Tag = WaveformTags.ReferencedWaveformChannels };
        }

        DicomWaveformReference[] references = new DicomWaveformReference[pairs.Length / 2];
        for (int i = 0; i < references.Length; i++)
        {
            references[i] = new DicomWaveformReference((int)pairs[2 * i] - 1, (int)pairs[(2 * i) + 1] - 1);
        }

        return new DicomWaveformAnnotation
        {
            Text = item.GetString(WaveformTags.UnformattedTextValue),
            Concept = DicomCode.Find(item, WaveformTags.ConceptNameCodeSequence),
            Value = DicomCode.Find(item, WaveformTags.ConceptCodeSequence),
            Numbers = item.GetDoubles(WaveformTags.NumericValue),
            Unit = DicomCode.Find(item, WaveformTags.MeasurementUnitsCodeSequence),
            GroupNumber = item.TryGet(WaveformTags.AnnotationGroupNumber, out _) ? item.GetInt32(WaveformTags.AnnotationGroupNumber) : null,
            Channels = references,
            Range = Enum.TryParse(item.GetString(WaveformTags.TemporalRangeType), ignoreCase: true, out DicomTemporalRange range) ? range : DicomTemporalRange.None,
            // The standard counts samples from 1.
            SamplePositions = item.TryGet(WaveformTags.ReferencedSamplePositions, out DicomElement? samples) ? [.. samples.GetIntegers().Select(position => position - 1)] : [],
            TimeOffsetsSeconds = item.GetDoubles(WaveformTags.ReferencedTimeOffsets),
            Moments = item.TryGet(WaveformTags.ReferencedDateTime, out DicomElement? moments) ? moments.GetDateTimes() : [],
        };
    }

    /// <summary>Fills an item of the Waveform Annotation Sequence (0040,B020), which belongs to its sequence already.</summary>
    /// <exception cref="DicomException">The annotation has several kinds of content, or a number does not fit.</exception>
    internal void Fill(DicomDataSet item)
    {
        if (Text.Length > 0 == Concept is not null || (Concept is null && (Value is not null || Numbers.Count > 0)))
        {
            throw new DicomException("DicomWaveformAnnotation: an annotation is either a text, or a concept that may have a value or numbers.");
        }

        if (Text.Length > 0)
        {
            item.Set(WaveformTags.UnformattedTextValue, Text);
        }

        Concept?.AddTo(item, WaveformTags.ConceptNameCodeSequence);
        Value?.AddTo(item, WaveformTags.ConceptCodeSequence);
        if (Numbers.Count > 0)
        {
            item.Set(WaveformTags.NumericValue, [.. Numbers]);
            (Unit ?? new DicomCode("1", "UCUM", "no units")).AddTo(item, WaveformTags.MeasurementUnitsCodeSequence);
        }

        if (GroupNumber is { } number)
        {
            item.Set(WaveformTags.AnnotationGroupNumber, number);
        }

        // All channels of the first group, where the annotation is about the whole.
        IReadOnlyList<DicomWaveformReference> references = Channels.Count > 0 ? Channels : [new DicomWaveformReference(0, -1)];
        item.Set(WaveformTags.ReferencedWaveformChannels, [.. references.SelectMany(reference => new double[] { reference.Group + 1, reference.Channel + 1 })]);
        if (Range != DicomTemporalRange.None)
        {
            item.Set(WaveformTags.TemporalRangeType, Range.ToString().ToUpperInvariant());
            FillPoints(item);
        }
    }

    private void FillPoints(DicomDataSet item)
    {
        if (SamplePositions.Count > 0)
        {
            item.Set(WaveformTags.ReferencedSamplePositions, [.. SamplePositions.Select(position => position + 1.0)]);
        }
        else if (TimeOffsetsSeconds.Count > 0)
        {
            item.Set(WaveformTags.ReferencedTimeOffsets, [.. TimeOffsetsSeconds]);
        }
        else if (Moments.Count > 0)
        {
            item.Set(WaveformTags.ReferencedDateTime, [.. Moments.Select(moment
                => moment.ToString("yyyyMMddHHmmss.ffffffzzz", System.Globalization.CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal))]);
        }
        else
        {
            throw new DicomException($"DicomWaveformAnnotation: the range {Range} needs sample positions, time offsets or moments.");
        }
    }
}
