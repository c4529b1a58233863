namespace DeepHealth.Ecvl.Signals;

/// <summary>Distributes annotations over the annotation channels of the records.</summary>
internal sealed class EdfAnnotationPlacement
{
    private readonly string _path;
    private readonly EdfHeader _header;
    private readonly decimal _firstOnset;
    private readonly int[] _channels;
    private readonly long[] _offsets;
    private readonly List<decimal> _onsets = [];
    private readonly List<(double Onset, byte[] Bytes)> _annotations = [];

    public EdfAnnotationPlacement(string path, EdfHeader header, decimal firstOnset)
    {
        _path = path;
        _header = header;
        _firstOnset = firstOnset;
        _channels = [.. Enumerable.Range(0, header.Signals.Count).Where(i => header.Signals[i].IsAnnotation)];
        _offsets = new long[header.Signals.Count];
        for (int i = 1; i < _offsets.Length; i++)
        {
            _offsets[i] = _offsets[i - 1] + ((long)header.Signals[i - 1].SamplesPerRecord * header.SampleBytes);
        }
    }

    /// <summary>Bytes of a channel in a record: enough for the longest annotation in every slot, and for all of them over all slots.</summary>
    /// <param name="annotations">What is to be stored.</param>
    /// <param name="firstOnset">Onset of the first sample from the start time of the header.</param>
    /// <param name="slots">Annotation channels times records.</param>
    public static int BytesFor(IReadOnlyList<SignalAnnotation> annotations, decimal firstOnset, long slots)
    {
        const int Least = 60;
        const int Time = 32;
        (long all, int longest) = (0, 0);
        foreach (SignalAnnotation annotation in annotations)
        {
            int bytes = EdfTalWriter.Annotation(annotation, firstOnset).Length;
            (all, longest) = (all + bytes, Math.Max(longest, bytes));
        }

        slots = Math.Max(1, slots);
        return (int)Math.Min(int.MaxValue / 4, Math.Max(Least, Time + longest + ((all + slots - 1) / slots)));
    }

    public void Add(SignalAnnotation annotation) =>
        _annotations.Add((annotation.OnsetSeconds, EdfTalWriter.Annotation(annotation, _firstOnset)));

    /// <summary>Puts the time of a record that follows the last one into the record.</summary>
    public void BeginRecord(byte[] record) => Begin(record, _firstOnset + (_onsets.Count * (decimal)_header.RecordSeconds));

    /// <summary>Puts the time of a record after a gap into the record.</summary>
    public void BeginRecord(byte[] record, double onsetSeconds)
    {
        decimal onset = double.IsFinite(onsetSeconds) && Math.Abs(onsetSeconds) < 1e9 ? (decimal)onsetSeconds + _firstOnset : -1;
        // A microsecond of slack: onsets that are no whole numbers of samples come from rounded clocks.
        if (onset < 0 || (_onsets.Count > 0 && onset < _onsets[^1] + (decimal)_header.RecordSeconds - 0.000001m))
        {
            throw new EdfException(_path, FormattableString.Invariant(
                $"EDF: data record {_onsets.Count} of \"{_path}\" would begin at {onsetSeconds} s, before the end of the record before it; records must follow in time."));
        }

        Begin(record, onset);
    }

    /// <summary>Writes all annotations into the free bytes of the records.</summary>
    public void Store(Stream stream)
    {
        if (_annotations.Count == 0)
        {
            return;
        }

        int[] used = new int[_onsets.Count * _channels.Length];
        for (int record = 0; record < _onsets.Count; record++)
        {
            used[record * _channels.Length] = EdfTalWriter.RecordTime(_onsets[record]).Length;
        }

        int slot = 0;
        int anyRoom = 0;
        // Onsets may come in any order; in the file they stand in order, which EDF+ recommends.
        foreach ((double onset, byte[] bytes) in _annotations.OrderBy(annotation => annotation.Onset))
        {
            decimal wanted = (decimal)onset + _firstOnset;
            while ((slot / _channels.Length) + 1 < _onsets.Count && _onsets[(slot / _channels.Length) + 1] <= wanted)
            {
                slot = ((slot / _channels.Length) + 1) * _channels.Length;
            }

            slot = WithRoom(used, slot, bytes.Length);
            int chosen = slot;
            if (slot == used.Length)
            {
                // The end is full: the file may still have room before it.
                anyRoom = chosen = WithRoom(used, anyRoom, bytes.Length);
            }

            if (chosen == used.Length)
            {
                throw new EdfException(_path, $"EDF: the {_annotations.Count} annotations of \"{_path}\" do not fit into {_onsets.Count} records with {_channels.Length} annotation channels of {ChannelBytes(0)} bytes each; ask for more bytes or channels.");
            }

            (int inRecord, int channel) = Math.DivRem(chosen, _channels.Length);
            stream.Position = _header.HeaderBytes + (inRecord * _header.RecordBytes) + _offsets[_channels[channel]] + used[chosen];
            stream.Write(bytes);
            used[chosen] += bytes.Length;
        }
    }

    // A slot is an annotation channel in a record.
    private int WithRoom(int[] used, int slot, int bytes)
    {
        while (slot < used.Length && used[slot] + bytes > ChannelBytes(slot % _channels.Length))
        {
            slot++;
        }

        return slot;
    }

    private int ChannelBytes(int channel) => _header.Signals[_channels[channel]].SamplesPerRecord * _header.SampleBytes;

    private void Begin(byte[] record, decimal onset)
    {
        byte[] time = EdfTalWriter.RecordTime(onset);
        if (_channels.Length == 0 || time.Length > ChannelBytes(0))
        {
            throw new EdfException(_path, $"EDF: the time of data record {_onsets.Count} of \"{_path}\" needs {time.Length} bytes, but its annotation channel has {(_channels.Length == 0 ? 0 : ChannelBytes(0))}; ask for more bytes.");
        }

        time.CopyTo(record, _offsets[_channels[0]]);
        _onsets.Add(onset);
    }
}
