namespace DeepHealth.Ecvl.Signals;

/// <summary>A WFDB (PhysioNet, MIT-BIH) record: a text header, signal files beside it, annotation files beside it.</summary>
/// <remarks>
/// Reads formats 8, 16, 24, 32, 61, 80, 160, 212, 310 and 311 with several samples per frame, skew and byte offsets, so also the MATLAB
/// files of the CinC challenges (format <c>16+24</c>). A sample with the format's "invalid" value becomes <see cref="double.NaN"/>.
/// Segments of a multi-segment record, in fixed or variable layout, are joined; what no segment holds is missing too, and each stretch
/// has the scale of its own segment. Source: WFDB, header(5), signal(5), annot(5).
/// </remarks>
public sealed partial class WfdbRecord : SignalSource
{
    private readonly WfdbSignalGroup[] _groups;
    private readonly WfdbOptions _options;
    private readonly SignalInfo[] _signals;
    private readonly long _frames;
    private readonly WfdbSegmentReader? _segments;

    internal WfdbRecord(string path, WfdbHeader header, WfdbOptions options)
        : base(path)
    {
        if (header.SegmentCount is not null)
        {
            _segments = new WfdbSegmentReader(path, header, options);
            header = _segments.Header;
        }

        Header = header;
        _options = options;
        _groups = _segments is null ? WfdbSignalGroup.Of(path, header) : [];
        _frames = CountFrames();
        _signals = new SignalInfo[header.Signals.Count];
        for (int i = 0; i < _signals.Length; i++)
        {
            WfdbSignalHeader signal = header.Signals[i];
            double rate = header.RateHz * signal.SamplesPerFrame;
            if (double.IsInfinity(rate) || _frames > long.MaxValue / signal.SamplesPerFrame)
            {
                throw new WfdbException(path, $"WFDB: signal {i} of \"{path}\" has {_frames} frames of {signal.SamplesPerFrame} samples at {header.RateHz} frames per second, which is no real recording.");
            }

            _signals[i] = new SignalInfo(i, signal.Description, signal.Unit, rate, _frames * signal.SamplesPerFrame);
        }
    }

    /// <summary>All fields of the header.</summary>
    public WfdbHeader Header { get; }

    /// <inheritdoc/>
    public override string Name => Header.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<SignalInfo> Signals => _signals;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Comments => Header.Comments;

    /// <inheritdoc/>
    public override DateTime? StartTime =>
        Header is { BaseDate: { } date, BaseTime: { } time } ? date.ToDateTime(TimeOnly.MinValue) + time : null;

    /// <summary>Opens a record; reads its header only.</summary>
    /// <param name="path">The header, with or without <c>.hea</c>: <c>mitdb/100</c> or <c>mitdb/100.hea</c>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="WfdbException">The header is missing, malformed or contradicts the headers of its segments.</exception>
    public static WfdbRecord Open(string path, WfdbOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string header = path.EndsWith(".hea", StringComparison.OrdinalIgnoreCase) ? path : path + ".hea";
        return new WfdbRecord(header, WfdbHeader.Read(header), options ?? new WfdbOptions());
    }

    /// <summary>Reads the reference annotations, <c>.atr</c>; empty where the record has no such file.</summary>
    /// <exception cref="WfdbException">The annotation file is damaged.</exception>
    public override IReadOnlyList<SignalAnnotation> ReadAnnotations() =>
        File.Exists(AnnotationPath("atr")) ? ReadAnnotations("atr").Annotations : [];

    /// <summary>Reads the annotations of one annotator.</summary>
    /// <param name="annotator">Extension of the file beside the header, for example <c>atr</c> or <c>qrs</c>.</param>
    /// <exception cref="WfdbException">There is no such file, or it is damaged.</exception>
    public WfdbAnnotationFile ReadAnnotations(string annotator)
    {
        ArgumentException.ThrowIfNullOrEmpty(annotator);
        return WfdbAnnotationFile.Read(AnnotationPath(annotator), Header.RateHz);
    }

    /// <summary>Sums the stored samples of every signal and compares with the header. Some collections, CinC 2017 among them, store no true sums.</summary>
    /// <returns>One entry per signal; for a multi-segment record those of every segment in turn, with the signal's index there.</returns>
    /// <exception cref="WfdbException">A signal file is missing, too short or of an unsupported format.</exception>
    public IReadOnlyList<WfdbChecksum> VerifyChecksums()
    {
        if (_segments is not null)
        {
            return [.. Header.Segments.Where(segment => !segment.IsGap && segment.FrameCount > 0).SelectMany(segment => _segments.Open(segment).VerifyChecksums())];
        }

        var results = new WfdbChecksum[_signals.Length];
        foreach (WfdbSignalGroup group in _groups)
        {
            group.Check(_frames);
            // Sums are taken modulo 2^32, of which the low 16 bits are the checksum: overflow is part of the definition.
            int[] sums = new int[group.Count];
            using var reader = new WfdbFrameReader(group, 0, _frames);
            while (reader.Next())
            {
                for (int i = 0; i < sums.Length; i++)
                {
                    int perFrame = Header.Signals[group.FirstSignal + i].SamplesPerFrame;
                    sums[i] = AddSamples(sums[i], reader.Samples[group.Offsets[i]..], group.FrameSamples, perFrame);
                }
            }

            for (int i = 0; i < sums.Length; i++)
            {
                int signal = group.FirstSignal + i;
                results[signal] = new WfdbChecksum(signal, Header.Signals[signal].Checksum, sums[i] & 0xFFFF);
            }
        }

        return results;
    }

    /// <summary>Throws unless this segment has the frames that the whole record counts on, in these signals.</summary>
    /// <returns>Frames that it holds; fewer only where truncated files are accepted.</returns>
    internal long CheckSegment(long frames, IReadOnlyList<int> signals)
    {
        if (_frames < frames && !_options.AcceptTruncated)
        {
            throw new WfdbException(FilePath, $"WFDB: \"{FilePath}\" has {_frames} samples per signal, but the record that it is a segment of counts {frames}; one of the headers is damaged.");
        }

        CheckReadable(signals);
        return signals.Count == 0 ? 0 : Math.Min(frames, _frames);
    }

    private protected override void CheckReadable(IReadOnlyList<int> signals)
    {
        _segments?.Check(signals);
        foreach (WfdbSignalGroup group in _groups)
        {
            if (signals.Any(signal => Holds(group, signal)))
            {
                group.Check(_frames);
            }
        }
    }

    private protected override void ReadSlices(SignalSlice[] slices)
    {
        if (_segments is null)
        {
            ReadInto(slices);
        }
        else
        {
            _segments.Read(slices);
        }
    }

    /// <summary>Fills slices of this segment.</summary>
    internal void ReadInto(SignalSlice[] slices)
    {
        CheckReadable([.. slices.Select(slice => slice.Signal)]);
        foreach (WfdbSignalGroup group in _groups)
        {
            SignalSlice[] own = [.. slices.Where(slice => Holds(group, slice.Signal) && slice.Physical.Length > 0)];
            if (own.Length > 0)
            {
                ReadGroup(group, own);
            }
        }
    }

    private static bool Holds(WfdbSignalGroup group, int signal) => signal >= group.FirstSignal && signal < group.FirstSignal + group.Count;

    private static int AddSamples(int sum, ReadOnlySpan<int> samples, int stride, int perFrame)
    {
        for (int frame = 0; frame < samples.Length; frame += stride)
        {
            for (int i = 0; i < perFrame; i++)
            {
                sum = unchecked(sum + samples[frame + i]);
            }
        }

        return sum;
    }

    private long CountFrames()
    {
        if (Header.FrameCount is { } claimed && !_options.AcceptTruncated)
        {
            return claimed;
        }

        long frames = Header.FrameCount ?? long.MaxValue;
        foreach (WfdbSignalGroup group in _groups)
        {
            using ByteFile file = group.Open();
            frames = Math.Min(frames, group.FramesIn(file));
        }

        return _groups.Length == 0 ? Header.FrameCount ?? 0 : frames;
    }

    private string AnnotationPath(string annotator) => Path.ChangeExtension(FilePath, annotator);

    // Sample i of the record is stored as sample i + skew: a signal that lags is moved forward, and its end is missing.
    private long Shift(int signal) => _options.IgnoreSkew ? 0 : (long)Header.Signals[signal].SkewFrames * Header.Signals[signal].SamplesPerFrame;

    private void ReadGroup(WfdbSignalGroup group, SignalSlice[] slices)
    {
        long first = long.MaxValue;
        long end = 0;
        foreach (SignalSlice slice in slices)
        {
            MarkMissing(slice.Physical, slice.Digital, group.Format.InvalidValue);
            int perFrame = Header.Signals[slice.Signal].SamplesPerFrame;
            first = Math.Min(first, (slice.First + Shift(slice.Signal)) / perFrame);
            end = Math.Max(end, (slice.End + Shift(slice.Signal) + perFrame - 1) / perFrame);
        }

        end = Math.Min(end, _frames);
        if (first >= end)
        {
            return;
        }

        using var reader = new WfdbFrameReader(group, first, end);
        while (reader.Next())
        {
            foreach (SignalSlice slice in slices)
            {
                Copy(group, slice, reader.FirstFrame, reader.Frames, reader.Samples);
            }
        }
    }

    internal static void MarkMissing(double[] physical, int[]? digital, int invalid)
    {
        physical.AsSpan().Fill(double.NaN);
        digital?.AsSpan().Fill(invalid);
    }

    private void Copy(WfdbSignalGroup group, SignalSlice slice, long firstFrame, int frames, ReadOnlySpan<int> samples)
    {
        WfdbSignalHeader header = Header.Signals[slice.Signal];
        int perFrame = header.SamplesPerFrame;
        long shift = Shift(slice.Signal);
        long from = Math.Max(firstFrame * perFrame, slice.First + shift);
        long to = Math.Min((firstFrame + frames) * perFrame, slice.End + shift);
        int offset = group.Offsets[slice.Signal - group.FirstSignal];
        int invalid = group.Format.InvalidValue;
        if (from >= to)
        {
            return;
        }

        (long frame, long within) = Math.DivRem(from - (firstFrame * perFrame), perFrame);
        int source = (int)(frame * group.FrameSamples) + offset + (int)within;
        int target = (int)(from - shift - slice.First);
        for (long left = to - from; left > 0; left--)
        {
            int value = samples[source];
            slice.Physical[target] = value == invalid ? double.NaN : (value - (double)header.Baseline) / header.Gain;
            if (slice.Digital is { } digital)
            {
                digital[target] = value;
            }

            target++;
            source++;
            if (++within == perFrame)
            {
                // On to this signal's samples in the next frame.
                within = 0;
                source += group.FrameSamples - perFrame;
            }
        }
    }
}
