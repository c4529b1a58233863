using System.Globalization;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.Ecvl.Signals;

namespace DeepHealth.Ecvl.Learning;

/// <summary>Annotations of one group of a DICOM waveform: those at a time, and remarks on the whole.</summary>
internal sealed record DicomSignalAnnotations(IReadOnlyList<SignalAnnotation> Timed, IReadOnlyList<string> Remarks)
{
    public static DicomSignalAnnotations Of(DicomWaveform waveform, int group)
    {
        List<SignalAnnotation> timed = [];
        List<string> remarks = [];
        foreach (DicomWaveformAnnotation annotation in waveform.Annotations)
        {
            if (annotation.Channels.Count > 0 && !annotation.Channels.Any(reference => reference.Group == group))
            {
                continue;
            }

            double[] seconds = [.. Seconds(annotation, waveform, group)];
            if (seconds.Length == 0)
            {
                remarks.Add(Text(annotation));
                continue;
            }

            bool paired = annotation.Range is DicomTemporalRange.Segment or DicomTemporalRange.Multisegment;
            for (int i = 0; i < seconds.Length; i += paired ? 2 : 1)
            {
                timed.Add(new SignalAnnotation
                {
                    OnsetSeconds = seconds[i],
                    DurationSeconds = paired && i + 1 < seconds.Length ? seconds[i + 1] - seconds[i] : null,
                    Text = Text(annotation),
                });
            }
        }

        timed.Sort((left, right) => left.OnsetSeconds.CompareTo(right.OnsetSeconds));
        return new DicomSignalAnnotations(timed, remarks);
    }

    // Times from the first sample of the group.
    private static IEnumerable<double> Seconds(DicomWaveformAnnotation annotation, DicomWaveform waveform, int group)
    {
        // Sample positions count in the first group that the annotation names.
        DicomWaveformGroup counted = waveform.Groups[annotation.Channels.Count > 0 ? annotation.Channels[0].Group : group];
        double offset = waveform.Groups[group].TimeOffsetSeconds;
        return annotation.SamplePositions.Count > 0 ? annotation.SamplePositions.Select(position => (position / counted.RateHz) + counted.TimeOffsetSeconds - offset)
            : annotation.TimeOffsetsSeconds.Count > 0 ? annotation.TimeOffsetsSeconds.Select(seconds => seconds - offset)
            : waveform.AcquisitionMoment is { } start ? annotation.Moments.Select(moment => (moment - start).TotalSeconds - offset)
            : [];
    }

    private static string Text(DicomWaveformAnnotation annotation)
    {
        if (annotation.Concept is not { } concept)
        {
            return annotation.Text;
        }

        string value = annotation.Value?.Meaning ?? string.Join(' ', annotation.Numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        string unit = annotation.Unit is { } code && annotation.Numbers.Count > 0 ? " " + code.Value : "";
        return value.Length > 0 ? $"{concept.Meaning}: {value}{unit}" : concept.Meaning;
    }
}
