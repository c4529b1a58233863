namespace DeepHealth.Ecvl.Signals;

/// <summary>Joins the segments of a multi-segment record.</summary>
/// <remarks>WFDB, header(5): in a fixed layout all segments have the same signals; in a variable layout the first segment, without
/// samples, names all signals, and each other segment has some of them, found by their descriptions.</remarks>
internal sealed class WfdbSegmentReader
{
    private readonly string _path;
    private readonly WfdbHeader _header;
    private readonly WfdbOptions _options;

    public WfdbSegmentReader(string path, WfdbHeader header, WfdbOptions options)
    {
        _path = path;
        _options = options;
        long frames = 0;
        foreach (WfdbSegment segment in header.Segments)
        {
            if (segment.FrameCount > long.MaxValue - frames)
            {
                throw Error($"the segments have more than {long.MaxValue} samples; their counts are damaged.");
            }

            frames += segment.FrameCount;
        }

        if (header.FrameCount is { } claimed && claimed != frames)
        {
            throw Error($"the record line claims {claimed} samples, but the segments have {frames}; one of the counts is damaged.");
        }

        WfdbSegment? layout = header.IsVariableLayout ? header.Segments[0] : header.Segments.FirstOrDefault(segment => !segment.IsGap);
        _header = header with { FrameCount = frames, Signals = layout is null ? [] : HeaderOf(layout).Signals };
    }

    /// <summary>The header of the whole, with the signals of the layout.</summary>
    public WfdbHeader Header => _header;

    /// <summary>Opens a segment.</summary>
    public WfdbRecord Open(WfdbSegment segment)
    {
        WfdbHeader header = HeaderOf(segment);
        if (header.RateHz != _header.RateHz)
        {
            throw Error(FormattableString.Invariant($"segment \"{Printable.Of(segment.Name)}\" has {header.RateHz} frames per second, but the record {_header.RateHz}."));
        }

        return new WfdbRecord(PathOf(segment), header, _options);
    }

    /// <summary>Throws unless the segments are there, and gaps are in proportion to the samples: a count alone must not take memory.</summary>
    public void Check(IReadOnlyList<int> signals)
    {
        const long FreeGap = 1 << 20;
        const long GapPerFrame = 1000;
        (long held, long all) = (0, 0);
        foreach (WfdbSegment segment in _header.Segments)
        {
            all += segment.FrameCount;
            if (!segment.IsGap && segment.FrameCount > 0)
            {
                WfdbRecord record = Open(segment);
                held += record.CheckSegment(segment.FrameCount, [.. signals.Select(signal => Find(record.Header, signal)).OfType<int>()]);
            }
        }

        if ((all - held - FreeGap) / GapPerFrame > held)
        {
            throw Error($"the record counts {all} samples per signal, but its segments hold {held}; the length of a gap is damaged.");
        }
    }

    /// <summary>Fills the slices, segment after segment; what no segment holds stays missing.</summary>
    public void Read(SignalSlice[] slices)
    {
        foreach (SignalSlice slice in slices)
        {
            WfdbRecord.MarkMissing(slice.Physical, slice.Digital, InvalidOf(slice.Signal));
        }

        long start = 0;
        foreach (WfdbSegment segment in _header.Segments)
        {
            long first = start;
            start += segment.FrameCount;
            if (!segment.IsGap && segment.FrameCount > 0 && slices.Any(slice => Overlaps(slice, first, start)))
            {
                ReadSegment(segment, first, slices);
            }
        }
    }

    private void ReadSegment(WfdbSegment segment, long startFrame, SignalSlice[] slices)
    {
        WfdbRecord record = Open(segment);
        var parts = new List<SignalSlice>();
        var targets = new List<(SignalSlice Slice, int At)>();
        foreach (SignalSlice slice in slices.Where(slice => Overlaps(slice, startFrame, startFrame + segment.FrameCount)))
        {
            if (Find(record.Header, slice.Signal) is not { } signal)
            {
                continue;
            }

            int perFrame = _header.Signals[slice.Signal].SamplesPerFrame;
            if (record.Header.Signals[signal].SamplesPerFrame != perFrame)
            {
                throw Error($"\"{Printable.Of(_header.Signals[slice.Signal].Description)}\" has {record.Header.Signals[signal].SamplesPerFrame} samples per frame in segment \"{Printable.Of(segment.Name)}\", but {perFrame} in the layout.");
            }

            long first = Math.Max(slice.First, startFrame * perFrame);
            long end = Math.Min(slice.End, (startFrame + segment.FrameCount) * perFrame);
            parts.Add(new SignalSlice(signal, first - (startFrame * perFrame), (int)(end - first), slice.Digital is not null));
            targets.Add((slice, (int)(first - slice.First)));
        }

        record.ReadInto([.. parts]);
        for (int i = 0; i < parts.Count; i++)
        {
            parts[i].Physical.CopyTo(targets[i].Slice.Physical, targets[i].At);
            parts[i].Digital?.CopyTo(targets[i].Slice.Digital!, targets[i].At);
        }
    }

    private bool Overlaps(SignalSlice slice, long firstFrame, long endFrame)
    {
        int perFrame = _header.Signals[slice.Signal].SamplesPerFrame;
        return slice.First < endFrame * perFrame && slice.End > firstFrame * perFrame;
    }

    // The same place in a fixed layout; the same description in a variable one.
    private int? Find(WfdbHeader segment, int signal)
    {
        if (!_header.IsVariableLayout)
        {
            return segment.Signals.Count == _header.Signals.Count
                ? signal
                : throw Error($"segment \"{Printable.Of(segment.Name)}\" has {segment.Signals.Count} signals, but the first one {_header.Signals.Count}; in a fixed layout all must agree.");
        }

        string description = _header.Signals[signal].Description;
        for (int i = 0; i < segment.Signals.Count; i++)
        {
            if (segment.Signals[i].Description == description)
            {
                return i;
            }
        }

        return null;
    }

    private int InvalidOf(int signal) => WfdbSampleFormat.Find(_header.Signals[signal].Format)?.InvalidValue ?? short.MinValue;

    private string PathOf(WfdbSegment segment)
    {
        if (!WfdbHeader.IsPlainName(segment.Name))
        {
            throw Error($"the segment name \"{Printable.Of(segment.Name)}\" is no plain record name; segments lie beside the header.");
        }

        return Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_path)) ?? "", segment.Name + ".hea");
    }

    private WfdbHeader HeaderOf(WfdbSegment segment)
    {
        WfdbHeader header = WfdbHeader.Read(PathOf(segment));
        return header.SegmentCount is null
            ? header
            : throw Error($"segment \"{Printable.Of(segment.Name)}\" has segments of its own, which WFDB forbids.");
    }

    private WfdbException Error(string what) => new(_path, $"WFDB: in \"{_path}\" {what}");
}
