namespace DeepHealth.Ecvl.Dicom;

/// <summary>A waveform object: ECG, EEG, blood pressure and other signals (DICOM PS3.3 sections A.34, C.10.8 to C.10.10).</summary>
/// <remarks>Samples stay in the file until they are asked for; keep the <see cref="DicomFile"/> open as long.</remarks>
public sealed class DicomWaveform
{
    /// <summary>Puts groups of channels together.</summary>
    /// <param name="groups">At least one group.</param>
    /// <param name="annotations">Remarks on them.</param>
    /// <exception cref="DicomException">There is no group, or an annotation names a channel that does not exist.</exception>
    public DicomWaveform(IReadOnlyList<DicomWaveformGroup> groups, IReadOnlyList<DicomWaveformAnnotation>? annotations = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Groups = groups;
        Annotations = annotations ?? [];
        if (groups.Count == 0)
        {
            throw new DicomException("DicomWaveform: a waveform needs at least one group of channels.") { Tag = WaveformTags.WaveformSequence };
        }

        foreach (DicomWaveformReference reference in Annotations.SelectMany(annotation => annotation.Channels))
        {
            if (reference.Group < 0 || reference.Group >= groups.Count || reference.Channel < -1 || reference.Channel >= groups[reference.Group].Channels.Count)
            {
                throw new DicomException($"DicomWaveform: an annotation is about channel {reference.Channel + 1} of group {reference.Group + 1}, which is not among the {groups.Count} groups.")
                {
                    Tag = WaveformTags.ReferencedWaveformChannels,
                };
            }
        }
    }

    /// <summary>Groups of channels that were sampled together.</summary>
    public IReadOnlyList<DicomWaveformGroup> Groups { get; }

    /// <summary>Remarks in the order of the file.</summary>
    public IReadOnlyList<DicomWaveformAnnotation> Annotations { get; }

    /// <summary>When the acquisition began; null where the file does not say. Without an offset in the file it is local time with the offset 0.</summary>
    public DateTimeOffset? AcquisitionMoment { get; init; }

    /// <summary>Reads the waveform of a data set.</summary>
    /// <param name="dataSet">Data set of a waveform object.</param>
    /// <exception cref="DicomException">There is no Waveform Sequence (5400,0100), or its numbers contradict each other.</exception>
    public static DicomWaveform Of(DicomDataSet dataSet)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        IReadOnlyList<DicomDataSet> groups = dataSet[WaveformTags.WaveformSequence].Items;
        return new DicomWaveform([.. groups.Select((group, index) => DicomWaveformGroup.Of(group, index + 1))],
            [.. dataSet.GetItems(WaveformTags.WaveformAnnotationSequence).Select(DicomWaveformAnnotation.Of)])
        {
            AcquisitionMoment = dataSet.TryGet(WaveformTags.AcquisitionDateTime, out DicomElement? moment) && moment.GetDateTimes() is [DateTimeOffset first, ..] ? first : null,
        };
    }

    /// <summary>Makes a file of this waveform.</summary>
    /// <param name="kind">Class of the object.</param>
    /// <param name="options">Patient, study and series; a new study where not given.</param>
    /// <returns>A file to save, explicit little endian.</returns>
    /// <exception cref="DicomException">The class does not permit the number of groups or channels, the rate or the bits; or an option is malformed.</exception>
    public DicomFile ToFile(DicomWaveformKind kind, DicomObjectOptions? options = null)
    {
        DicomWaveformRules rules = DicomWaveformRules.Of(kind);
        rules.Check(Groups);
        DicomObjectOptions complete = DicomObjectStart.Complete(options);
        DicomDataSet dataSet = DicomObjectStart.Create(complete, rules.SopClass, rules.Modality, complete.InstanceNumber);
        DateTime moment = AcquisitionMoment?.DateTime ?? complete.Moment!.Value;
        dataSet.Set(WaveformTags.AcquisitionDateTime, DicomObjectStart.Date(moment) + DicomObjectStart.Time(moment));
        dataSet.Set(new DicomElement(WaveformTags.AcquisitionContextSequence, []));
        DicomDataSet[] groups = DicomSequences.AddItems(dataSet, WaveformTags.WaveformSequence, Groups.Count);
        for (int i = 0; i < groups.Length; i++)
        {
            Groups[i].Fill(groups[i]);
        }

        if (Annotations.Count > 0)
        {
            DicomDataSet[] annotations = DicomSequences.AddItems(dataSet, WaveformTags.WaveformAnnotationSequence, Annotations.Count);
            for (int i = 0; i < annotations.Length; i++)
            {
                Annotations[i].Fill(annotations[i]);
            }
        }

        return new DicomFile(dataSet);
    }
}
