namespace DeepHealth.Ecvl.Signals;

/// <summary>Reads the annotation channels of an EDF+ file.</summary>
internal sealed class EdfAnnotationReader(string path, EdfHeader header, long[] offsets, long recordBytes)
{
    private readonly int[] _channels = [.. Enumerable.Range(0, header.Signals.Count).Where(i => header.Signals[i].IsAnnotation)];

    /// <summary>The time that the first annotation of a record carries: when the record began.</summary>
    public decimal RecordOnset(ByteFile file, long record)
    {
        if (_channels.Length == 0)
        {
            throw new EdfException(path, $"EDF: \"{path}\" says {Printable.Of(header.Reserved)}, but has no annotation channel to give its records a time.");
        }

        List<EdfTal> lists = Lists(file, record, _channels[0]);
        return lists.Count > 0
            ? lists[0].Onset
            : throw new EdfException(path, $"EDF: data record {record} of \"{path}\" does not begin with its time, which {Printable.Of(header.Reserved)} demands.");
    }

    /// <summary>All annotations that say something, with onsets from the first sample.</summary>
    public List<SignalAnnotation> ReadAll(ByteFile file, long records, decimal firstOnset)
    {
        var annotations = new List<SignalAnnotation>();
        for (long record = 0; record < records; record++)
        {
            foreach (int channel in _channels)
            {
                foreach (EdfTal list in Lists(file, record, channel))
                {
                    Add(list, firstOnset, annotations);
                }
            }

            if (_channels.Length == 0)
            {
                break;
            }
        }

        return annotations;
    }

    /// <summary>The lists of every annotation channel in one record.</summary>
    public IReadOnlyList<IReadOnlyList<EdfTal>> RecordLists(ByteFile file, long record) => [.. _channels.Select(channel => Lists(file, record, channel))];

    // The list that times a record has one empty text, which is no annotation.
    private static void Add(EdfTal list, decimal firstOnset, List<SignalAnnotation> annotations)
    {
        foreach (string text in list.Texts)
        {
            if (text.Length > 0)
            {
                annotations.Add(new SignalAnnotation
                {
                    OnsetSeconds = (double)(list.Onset - firstOnset),
                    DurationSeconds = (double?)list.Duration,
                    Text = text,
                });
            }
        }
    }

    private List<EdfTal> Lists(ByteFile file, long record, int channel)
    {
        long start = header.HeaderBytes + (record * recordBytes) + offsets[channel];
        byte[] bytes = new byte[(long)header.Signals[channel].SamplesPerRecord * header.SampleBytes];
        file.ReadExactly(start, bytes);
        return EdfTalParser.Parse(bytes, (at, what) => new EdfException(path, $"EDF: at byte {start + at} of \"{path}\", data record {record}, {what}."));
    }
}
