namespace DeepHealth.Ecvl.Signals;

/// <summary>The signals that share one signal file: consecutive lines of the header with the same file name.</summary>
/// <remarks>A frame of the file holds the samples of every signal of the group, signal after signal.</remarks>
internal sealed class WfdbSignalGroup
{
    /// <summary>Far above any device; keeps all arithmetic on frames inside 32 bits.</summary>
    private const int MaxFrameSamples = 1 << 28;

    private readonly WfdbSampleFormat? _format;
    private readonly int _formatCode;
    private readonly long _byteOffset;
    private readonly string _headerPath;
    private readonly int[] _initialValues;

    private WfdbSignalGroup(string headerPath, WfdbHeader header, int first, int count)
    {
        _headerPath = headerPath;
        WfdbSignalHeader lead = header.Signals[first];
        FileName = lead.FileName;
        FirstSignal = first;
        _formatCode = lead.Format;
        _format = WfdbSampleFormat.Find(lead.Format);
        _byteOffset = lead.ByteOffset;
        Offsets = new int[count];
        _initialValues = new int[count];
        long frame = 0;
        for (int i = 0; i < count; i++)
        {
            WfdbSignalHeader signal = header.Signals[first + i];
            if (signal.Format != lead.Format || signal.ByteOffset != lead.ByteOffset)
            {
                throw Error($"signals {first} and {first + i} share \"{Printable.Of(FileName)}\" but state format {lead.Format}+{lead.ByteOffset} and {signal.Format}+{signal.ByteOffset}; both must agree.");
            }

            Offsets[i] = (int)frame;
            _initialValues[i] = signal.InitialValue;
            frame += signal.SamplesPerFrame;
            if (frame > MaxFrameSamples)
            {
                throw Error($"a frame of \"{Printable.Of(FileName)}\" would hold {frame} samples, more than {MaxFrameSamples}; the samples per frame are damaged.");
            }
        }

        FrameSamples = (int)frame;
    }

    /// <summary>The signal file as the header names it.</summary>
    public string FileName { get; }

    /// <summary>Index of the group's first signal in the record.</summary>
    public int FirstSignal { get; }

    /// <summary>Signals in the group.</summary>
    public int Count => Offsets.Length;

    /// <summary>Samples in a frame, all signals together.</summary>
    public int FrameSamples { get; }

    /// <summary>Where each signal of the group begins inside a frame.</summary>
    public int[] Offsets { get; }

    /// <summary>Samples of a signal of the group in a frame.</summary>
    public int SamplesPerFrame(int signal) => (signal + 1 < Count ? Offsets[signal + 1] : FrameSamples) - Offsets[signal];

    /// <summary>The values from which the differences of each signal start, in a new array.</summary>
    public int[] InitialValues() => [.. _initialValues];

    /// <summary>The storage format.</summary>
    /// <exception cref="WfdbException">This library does not read it.</exception>
    public WfdbSampleFormat Format => _format
        ?? throw Error($"\"{Printable.Of(FileName)}\" is in format {_formatCode}, which is not supported; supported are {WfdbSampleFormat.Known}.");

    /// <summary>Sorts the signals of a header into groups.</summary>
    public static WfdbSignalGroup[] Of(string headerPath, WfdbHeader header)
    {
        var groups = new List<WfdbSignalGroup>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int first = 0; first < header.Signals.Count;)
        {
            string file = header.Signals[first].FileName;
            int end = first + 1;
            while (end < header.Signals.Count && header.Signals[end].FileName == file)
            {
                end++;
            }

            var group = new WfdbSignalGroup(headerPath, header, first, end - first);
            if (!names.Add(file))
            {
                throw group.Error($"signal {first} returns to \"{Printable.Of(file)}\" after another file; signals of one file must be listed together.");
            }

            groups.Add(group);
            first = end;
        }

        return [.. groups];
    }

    /// <summary>Opens the signal file.</summary>
    /// <exception cref="WfdbException">It is missing, or its name leads out of the record's folder.</exception>
    public ByteFile Open()
    {
        // A header from elsewhere must not make this program read files outside the record's own folder.
        if (!WfdbHeader.IsPlainName(FileName))
        {
            throw Error($"the signal file name \"{Printable.Of(FileName)}\" is no plain file name; signal files lie beside the header.");
        }

        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_headerPath)) ?? "", FileName);
        return new ByteFile(path, "signal file", WfdbException.For(path));
    }

    /// <summary>Whole frames that the open file holds.</summary>
    public long FramesIn(ByteFile file) => Format.SamplesIn(Math.Max(0, file.Length - _byteOffset)) / FrameSamples;

    /// <summary>Throws unless the file is there and holds the frames that the header claims.</summary>
    public void Check(long frames)
    {
        _ = Format;
        using ByteFile file = Open();
        long present = FramesIn(file);
        if (present < frames)
        {
            throw Error($"the header claims {frames} samples per signal, but \"{Printable.Of(FileName)}\" with {file.Length} bytes holds {present}; fetch the file again, or accept truncated files.");
        }
    }

    /// <summary>Unpacks frames of the open file.</summary>
    /// <param name="file">From <see cref="Open"/>.</param>
    /// <param name="firstFrame">First frame wanted.</param>
    /// <param name="bytes">Scratch of at least <see cref="ScratchBytes"/> for these frames.</param>
    /// <param name="samples">Scratch of at least <c>frames · FrameSamples + BlockSamples</c>.</param>
    /// <param name="frames">Frames wanted.</param>
    /// <returns>The samples of the frames, frame after frame, inside <paramref name="samples"/>.</returns>
    public Span<int> ReadFrames(ByteFile file, long firstFrame, int frames, byte[] bytes, int[] samples)
    {
        long start = firstFrame * FrameSamples;
        int lead = (int)(start % Format.BlockSamples);
        int count = (frames * FrameSamples) + lead;
        Span<byte> packed = bytes.AsSpan(0, (int)Format.BytesFor(count));
        file.ReadExactly(_byteOffset + Format.BytesFor(start - lead), packed);
        Span<int> unpacked = samples.AsSpan(0, count);
        Format.Decode(packed, unpacked);
        return unpacked[lead..];
    }

    /// <summary>Bytes of scratch that <see cref="ReadFrames"/> needs for so many frames.</summary>
    public int ScratchBytes(int frames) => (int)Format.BytesFor(ScratchSamples(frames));

    /// <summary>Samples of scratch that <see cref="ReadFrames"/> needs for so many frames.</summary>
    public int ScratchSamples(int frames) => (frames * FrameSamples) + Format.BlockSamples;

    private WfdbException Error(string what) => new(_headerPath, $"WFDB: in \"{_headerPath}\" {what}");
}
