namespace DeepHealth.Ecvl.Signals;

/// <summary>An EDF, EDF+, BDF or BDF+ file.</summary>
/// <remarks>
/// Signals keep their own rates. In a discontinuous file (EDF+D) <see cref="SignalSource.Read"/> returns the stored samples one
/// after the other; <see cref="ReadSegments"/> says which stretches are unbroken and when they happened. Annotation onsets count
/// from the first sample, so that they fall on the signals. Sources: see <see cref="EdfHeader"/>.
/// </remarks>
public sealed partial class EdfFile : SignalSource
{
    private readonly SignalInfo[] _signals;

    /// <summary>Header index of every ordinary signal.</summary>
    private readonly int[] _ordinary;

    /// <summary>Byte inside a record where each header signal begins.</summary>
    private readonly long[] _offsets;

    private readonly long _recordBytes;
    private readonly decimal _firstOnset;

    private EdfFile(string path, EdfHeader header, ByteFile file, EdfOptions options)
        : base(path)
    {
        Header = header;
        _recordBytes = header.RecordBytes;
        _offsets = new long[header.Signals.Count];
        for (int i = 1; i < _offsets.Length; i++)
        {
            _offsets[i] = _offsets[i - 1] + ((long)header.Signals[i - 1].SamplesPerRecord * header.SampleBytes);
        }

        RecordCount = CountRecords(file, options);
        _ordinary = [.. Enumerable.Range(0, _offsets.Length).Where(i => !header.Signals[i].IsAnnotation)];
        _signals = new SignalInfo[_ordinary.Length];
        for (int i = 0; i < _signals.Length; i++)
        {
            EdfSignalHeader signal = header.Signals[_ordinary[i]];
            _signals[i] = new SignalInfo(i, signal.Label, signal.Unit, signal.SamplesPerRecord / header.RecordSeconds, RecordCount * signal.SamplesPerRecord);
        }

        _firstOnset = header.IsPlus && RecordCount > 0 ? Annotations.RecordOnset(file, 0) : 0;
    }

    /// <summary>All fields of the header.</summary>
    public EdfHeader Header { get; }

    /// <summary>Whole data records that can be read.</summary>
    public long RecordCount { get; }

    /// <summary>Bytes after the last data record; 0 in a sound file.</summary>
    public long TrailingBytes { get; private set; }

    /// <inheritdoc/>
    public override string Name => Path.GetFileNameWithoutExtension(FilePath);

    /// <inheritdoc/>
    public override IReadOnlyList<SignalInfo> Signals => _signals;

    /// <summary>The patient and recording fields, where they are not empty.</summary>
    public override IReadOnlyList<string> Comments => [.. new[] { Header.Patient, Header.Recording }.Where(text => text.Length > 0)];

    /// <summary>Time of the first sample; EDF+ adds the fraction of a second that the first annotation carries.</summary>
    public override DateTime? StartTime => Header.StartTime is { } start && Math.Abs(_firstOnset) < 1e9m
        ? start.AddTicks((long)(_firstOnset * TimeSpan.TicksPerSecond))
        : Header.StartTime;

    private EdfAnnotationReader Annotations => new(FilePath, Header, _offsets, _recordBytes);

    /// <summary>Opens a file; reads its header and, for EDF+, the first annotation.</summary>
    /// <param name="path">The file; its content decides, not its extension.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="EdfException">The file is missing, empty, no EDF, or shorter than its header says.</exception>
    public static EdfFile Open(string path, EdfOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new ByteFile(path, "file", EdfException.For(path));
        return new EdfFile(path, new EdfHeaderParser(path, file).Parse(), file, options ?? new EdfOptions());
    }

    /// <summary>Reads the annotations of all annotation channels, by record and channel as stored; empty for plain EDF.</summary>
    /// <exception cref="EdfException">An annotation is malformed.</exception>
    public override IReadOnlyList<SignalAnnotation> ReadAnnotations()
    {
        using ByteFile file = OpenChecked();
        return Annotations.ReadAll(file, RecordCount, _firstOnset);
    }

    /// <summary>When each data record began, in seconds from the first sample.</summary>
    /// <returns>One entry per record: multiples of the record duration, except in a discontinuous file.</returns>
    /// <exception cref="EdfException">A record does not begin with its time.</exception>
    public IReadOnlyList<double> ReadRecordOnsets()
    {
        double[] onsets = new double[RecordCount];
        if (!Header.IsPlus)
        {
            for (int i = 0; i < onsets.Length; i++)
            {
                onsets[i] = i * Header.RecordSeconds;
            }

            return onsets;
        }

        using ByteFile file = OpenChecked();
        for (int i = 0; i < onsets.Length; i++)
        {
            onsets[i] = (double)(Annotations.RecordOnset(file, i) - _firstOnset);
        }

        return onsets;
    }

    /// <summary>The unbroken stretches of the recording, in stored order.</summary>
    /// <exception cref="EdfException">A record does not begin with its time.</exception>
    public IReadOnlyList<EdfSegment> ReadSegments()
    {
        double length = Header.RecordSeconds;
        if (!Header.IsDiscontinuous || RecordCount == 0)
        {
            return [new EdfSegment(0, 0, RecordCount * length)];
        }

        IReadOnlyList<double> onsets = ReadRecordOnsets();
        var segments = new List<EdfSegment>();
        int first = 0;
        for (int i = 1; i <= onsets.Count; i++)
        {
            // Onsets are written with few digits; a tenth of a millisecond is no gap.
            if (i == onsets.Count || Math.Abs(onsets[i] - onsets[i - 1] - length) > 1e-4)
            {
                segments.Add(new EdfSegment(first * length, onsets[first], (i - first) * length));
                first = i;
            }
        }

        return segments;
    }

    /// <summary>The annotation lists of one record, by channel.</summary>
    internal IReadOnlyList<IReadOnlyList<EdfTal>> ReadLists(long record)
    {
        using ByteFile file = OpenChecked();
        return Annotations.RecordLists(file, record);
    }

    /// <summary>The bytes of every record, one after the other in the same array.</summary>
    internal IEnumerable<(long Record, byte[] Bytes)> ReadRawRecords()
    {
        using ByteFile file = OpenChecked();
        byte[] bytes = new byte[_recordBytes];
        for (long record = 0; record < RecordCount; record++)
        {
            file.ReadExactly(Header.HeaderBytes + (record * _recordBytes), bytes);
            yield return (record, bytes);
        }
    }

    private protected override double ElapsedSeconds(double storedSeconds)
    {
        if (!Header.IsDiscontinuous)
        {
            return storedSeconds;
        }

        EdfSegment segment = ReadSegments().Last(candidate => candidate.StoredSeconds <= storedSeconds);
        return segment.OnsetSeconds + storedSeconds - segment.StoredSeconds;
    }

    private protected override void CheckReadable(IReadOnlyList<int> signals)
    {
        OpenChecked().Dispose();
        foreach (int signal in signals)
        {
            EdfSignalHeader header = Header.Signals[_ordinary[signal]];
            if (header.DigitalMinimum == header.DigitalMaximum || header.PhysicalMinimum == header.PhysicalMaximum || !double.IsFinite(header.Gain))
            {
                throw new EdfException(FilePath, FormattableString.Invariant(
                    $"EDF: \"{Printable.Of(header.Label)}\" in \"{FilePath}\" maps digital {header.DigitalMinimum}..{header.DigitalMaximum} to physical {header.PhysicalMinimum}..{header.PhysicalMaximum}, which gives no scale; leave this signal out."));
            }
        }
    }

    private protected override void ReadSlices(SignalSlice[] slices)
    {
        SignalSlice[] own = [.. slices.Where(slice => slice.Physical.Length > 0)];
        if (own.Length == 0)
        {
            return;
        }

        var reader = new EdfRecordReader(Header, _offsets, _recordBytes, [.. own.Select(slice => _ordinary[slice.Signal])]);
        using ByteFile file = OpenChecked();
        reader.Read(file, own);
    }

    private long CountRecords(ByteFile file, EdfOptions options)
    {
        long dataBytes = file.Length - Header.HeaderBytes;
        if (_recordBytes == 0)
        {
            TrailingBytes = dataBytes;
            return 0;
        }

        (long present, long rest) = Math.DivRem(dataBytes, _recordBytes);
        long claimed = Header.RecordCount ?? present;
        bool cut = Header.RecordCount is null ? rest > 0 : present < claimed;
        if (cut && !options.AcceptTruncated)
        {
            string said = Header.RecordCount is null ? "-1 (unknown)" : $"{claimed}";
            throw new EdfException(FilePath, $"EDF: the header of \"{FilePath}\" says {said} data records of {_recordBytes} bytes, but the file holds {present} and {rest} bytes more; it is cut: fetch it again, or accept truncated files.");
        }

        long records = Math.Min(claimed, present);
        TrailingBytes = dataBytes - (records * _recordBytes);
        return records;
    }

    // The file may have changed since Open; then its counts no longer hold.
    private ByteFile OpenChecked()
    {
        var file = new ByteFile(FilePath, "file", EdfException.For(FilePath));
        long needed = Header.HeaderBytes + (RecordCount * _recordBytes);
        if (file.Length < needed)
        {
            long length = file.Length;
            file.Dispose();
            throw new EdfException(FilePath, $"EDF: \"{FilePath}\" now has {length} bytes, fewer than the {needed} when it was opened; open it again.");
        }

        return file;
    }
}
