using System.Buffers;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Walks over a stretch of frames of one group in blocks of bounded size.</summary>
internal ref struct WfdbFrameReader : IDisposable
{
    /// <summary>Samples per block, so that a block stays in the cache.</summary>
    private const int BlockSamples = 1 << 16;

    private readonly WfdbSignalGroup _group;
    private readonly ByteFile _file;
    private readonly long _end;
    private readonly int _framesPerBlock;
    private readonly byte[] _bytes;
    private readonly int[] _samples;

    /// <summary>Last sample of every signal, where the file holds differences; else empty.</summary>
    private readonly int[] _last;
    private readonly long _first;
    private long _next;

    /// <summary>Prepares to read frames <paramref name="first"/> up to, without, <paramref name="end"/>, which the file is known to hold.</summary>
    public WfdbFrameReader(WfdbSignalGroup group, long first, long end)
    {
        _group = group;
        _end = end;
        // Differences add up from the start of the file.
        _next = group.Format.IsDifference ? 0 : first;
        _first = first;
        _last = group.Format.IsDifference ? group.InitialValues() : [];
        _framesPerBlock = (int)Math.Clamp(BlockSamples / group.FrameSamples, 1, Math.Max(1, end - _next));
        _file = group.Open();
        _samples = ArrayPool<int>.Shared.Rent(group.ScratchSamples(_framesPerBlock));
        _bytes = ArrayPool<byte>.Shared.Rent(group.ScratchBytes(_framesPerBlock));
    }

    /// <summary>First frame of the current block.</summary>
    public long FirstFrame { get; private set; }

    /// <summary>Frames in the current block.</summary>
    public int Frames { get; private set; }

    /// <summary>Samples of the current block, frame after frame.</summary>
    public ReadOnlySpan<int> Samples { get; private set; }

    /// <summary>Moves to the next block; false at the end.</summary>
    public bool Next()
    {
        do
        {
            FirstFrame = _next;
            Frames = (int)Math.Min(_framesPerBlock, _end - FirstFrame);
            if (Frames <= 0)
            {
                return false;
            }

            Span<int> samples = _group.ReadFrames(_file, FirstFrame, Frames, _bytes, _samples);
            if (_last.Length > 0)
            {
                Accumulate(samples);
            }

            Samples = samples;
            _next = FirstFrame + Frames;
        }
        while (_next <= _first);

        return true;
    }

    private readonly void Accumulate(Span<int> samples)
    {
        for (int signal = 0; signal < _group.Count; signal++)
        {
            int offset = _group.Offsets[signal];
            int perFrame = _group.SamplesPerFrame(signal);
            int last = _last[signal];
            for (int frame = offset; frame < samples.Length; frame += _group.FrameSamples)
            {
                for (int i = frame; i < frame + perFrame; i++)
                {
                    last = unchecked(last + samples[i]);
                    samples[i] = last;
                }
            }

            _last[signal] = last;
        }
    }

    public readonly void Dispose()
    {
        ArrayPool<int>.Shared.Return(_samples);
        ArrayPool<byte>.Shared.Return(_bytes);
        _file.Dispose();
    }
}
