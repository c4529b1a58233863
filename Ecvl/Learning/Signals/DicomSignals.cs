using System.Globalization;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.Ecvl.Signals;

namespace DeepHealth.Ecvl.Learning;

/// <summary>Turns DICOM waveforms into signal records and back.</summary>
public static class DicomSignals
{
    /// <summary>Reads a waveform file.</summary>
    /// <param name="path">A DICOM file with a Waveform Sequence (5400,0100).</param>
    /// <returns>See <see cref="ToRecords"/>; records are named after the file.</returns>
    /// <exception cref="DicomException">The file is damaged or holds no waveform.</exception>
    public static IReadOnlyList<SignalRecord> Read(string path)
    {
        using DicomFile file = DicomFile.Open(path);
        return ToRecords(DicomWaveform.Of(file.DataSet), Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>Turns each multiplex group into a record.</summary>
    /// <remarks>Labels are those of the channels; standard leads without one are called I, II ... V6. Missing samples become NaN. Annotations with a time
    /// are those of the group's channels; remarks on the whole become comments.</remarks>
    /// <param name="waveform">The waveform; its file must be open.</param>
    /// <param name="name">Name of the records; those after the first have <c>-2</c> and so on appended.</param>
    /// <exception cref="DicomException">The file became shorter, or a channel has more samples than an array holds.</exception>
    public static IReadOnlyList<SignalRecord> ToRecords(DicomWaveform waveform, string name)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        List<SignalRecord> records = [];
        for (int index = 0; index < waveform.Groups.Count; index++)
        {
            DicomWaveformGroup group = waveform.Groups[index];
            DicomSignalAnnotations annotations = DicomSignalAnnotations.Of(waveform, index);
            records.Add(new SignalRecord
            {
                Name = index == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{index + 1}"),
                Signals = [.. group.Channels.Select((channel, number) => new Signal(Label(channel), channel.Unit?.Value ?? "", group.RateHz, group.ReadPhysical(number)))],
                StartTime = waveform.AcquisitionMoment?.DateTime.AddSeconds(group.TimeOffsetSeconds),
                Annotations = annotations.Timed,
                Comments = group.Label.Length > 0 ? [group.Label, .. annotations.Remarks] : annotations.Remarks,
            });
        }

        return records;
    }

    /// <summary>Makes a waveform of a record: a group for each rate, in the order of the first signal with it.</summary>
    /// <remarks>Samples are stored with 16 bits: the digital ones where the record has them and they map to the physical ones by a line, else the
    /// physical ones in 65,535 steps over their range. NaN becomes the padding value.</remarks>
    /// <param name="record">The record; signals of one rate have one length.</param>
    /// <exception cref="DicomException">There are no signals, they are empty, or those of one rate differ in length.</exception>
    public static DicomWaveform ToWaveform(SignalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        List<DicomWaveformGroup> groups = [];
        foreach (IGrouping<double, Signal> rate in record.Signals.GroupBy(signal => signal.RateHz))
        {
            QuantizedSignal[] stored = [.. rate.Select(QuantizedSignal.Of)];
            DicomWaveformChannel[] channels = [.. rate.Zip(stored, (signal, quantized) => new DicomWaveformChannel
            {
                Label = signal.Label,
                Source = DicomEcgLeads.CodeOf(signal.Label),
                Sensitivity = quantized.Sensitivity,
                Baseline = quantized.Baseline,
                Unit = signal.Unit.Length > 0 ? new DicomCode(signal.Unit, "UCUM", signal.Unit) : null,
            })];
            groups.Add(DicomWaveformGroup.Create(rate.Key, channels, [.. stored.Select(quantized => quantized.Samples)], QuantizedSignal.Padding));
        }

        return new DicomWaveform(groups, [.. record.Annotations.Where(annotation => annotation.Text.Length > 0).Select(annotation => new DicomWaveformAnnotation
        {
            Text = annotation.Text,
            Channels = [new DicomWaveformReference(0, -1)],
            Range = annotation.DurationSeconds is > 0 ? DicomTemporalRange.Segment : DicomTemporalRange.Point,
            TimeOffsetsSeconds = annotation.DurationSeconds is { } duration and > 0 ? [annotation.OnsetSeconds, annotation.OnsetSeconds + duration] : [annotation.OnsetSeconds],
        })])
        {
            AcquisitionMoment = record.StartTime is { } start ? new DateTimeOffset(DateTime.SpecifyKind(start, DateTimeKind.Unspecified), TimeSpan.Zero) : null,
        };
    }

    private static string Label(DicomWaveformChannel channel)
        => channel.Label.Length > 0 ? channel.Label
            : channel.Source is { } source && DicomEcgLeads.LabelOf(source) is { } lead ? lead
            : channel.Name;
}
