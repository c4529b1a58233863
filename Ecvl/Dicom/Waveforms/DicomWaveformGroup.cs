using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Channels that were sampled together: a multiplex group (DICOM PS3.3 section C.10.9.1).</summary>
/// <remarks>Samples stay in the file until they are asked for.</remarks>
public sealed partial class DicomWaveformGroup
{
    // Samples of all channels that are read from the file at once, in bytes.
    private const int PieceBytes = 1 << 18;

    private readonly DicomBytes _data;
    private readonly byte[]? _padding;

    private DicomWaveformGroup(double rateHz, long sampleCount, DicomSampleKind kind, IReadOnlyList<DicomWaveformChannel> channels, DicomBytes data, byte[]? padding)
    {
        RateHz = rateHz;
        SampleCount = sampleCount;
        Kind = kind;
        Channels = channels;
        _data = data;
        _padding = padding;
        if (padding is not null)
        {
            Span<long> value = stackalloc long[1];
            kind.Read(padding, 1, value);
            PaddingValue = value[0];
        }
    }

    /// <summary>Samples per second.</summary>
    public double RateHz { get; }

    /// <summary>Samples of each channel.</summary>
    public long SampleCount { get; }

    /// <summary>How samples are stored.</summary>
    public DicomSampleKind Kind { get; }

    /// <summary>Channels in the order of the file.</summary>
    public IReadOnlyList<DicomWaveformChannel> Channels { get; }

    /// <summary>Name of the group, such as <c>RHYTHM</c> or <c>MEDIAN BEAT</c>; empty where the file has none.</summary>
    public string Label { get; init; } = "";

    /// <summary>Whether the samples were computed from others: Waveform Originality (003A,0004) is DERIVED.</summary>
    public bool IsDerived { get; init; }

    /// <summary>How much later than the acquisition time the first sample was taken, in seconds.</summary>
    public double TimeOffsetSeconds { get; init; }

    /// <summary>The stored sample that stands for a missing one; null where the file states none.</summary>
    public long? PaddingValue { get; }

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => SampleCount / RateHz;

    /// <summary>Stored samples of a channel; mu-law and A-law are expanded to 16 bits.</summary>
    /// <param name="channel">Index in <see cref="Channels"/>.</param>
    /// <returns><see cref="SampleCount"/> samples.</returns>
    /// <exception cref="DicomException">There are more samples than an array holds, or the file became shorter.</exception>
    public long[] ReadStored(int channel)
    {
        long[] samples = new long[ArrayLength()];
        ReadStored(channel, 0, samples);
        return samples;
    }

    /// <summary>Stored samples of a part of a channel.</summary>
    /// <param name="channel">Index in <see cref="Channels"/>.</param>
    /// <param name="start">First sample.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channel or the samples are not within the group.</exception>
    /// <exception cref="DicomException">The file became shorter.</exception>
    public void ReadStored(int channel, long start, Span<long> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Channels.Count);
        if (start < 0 || destination.Length > SampleCount - start)
        {
            throw new ArgumentOutOfRangeException(nameof(start), $"DicomWaveformGroup: {destination.Length} samples from {start} are not within the {SampleCount} of the group.");
        }

        int sampleBytes = Kind.ByteCount();
        int rowBytes = Channels.Count * sampleBytes;
        int rows = Math.Max(PieceBytes / rowBytes, 1);
        byte[] piece = new byte[(int)Math.Min(rows, Math.Max(destination.Length, 1)) * rowBytes];
        while (destination.Length > 0)
        {
            int count = Math.Min(rows, destination.Length);
            _data.CopyTo(start * rowBytes, piece.AsSpan(0, count * rowBytes));
            Kind.Read(piece.AsSpan(channel * sampleBytes), Channels.Count, destination[..count]);
            destination = destination[count..];
            start += count;
        }
    }

    /// <summary>Physical values of a channel, in its <see cref="DicomWaveformChannel.Unit"/>.</summary>
    /// <param name="channel">Index in <see cref="Channels"/>.</param>
    /// <returns><see cref="SampleCount"/> values; <see cref="double.NaN"/> for missing samples.</returns>
    /// <exception cref="DicomException">There are more samples than an array holds, or the file became shorter.</exception>
    public double[] ReadPhysical(int channel)
    {
        double[] values = new double[ArrayLength()];
        ReadPhysical(channel, 0, values);
        return values;
    }

    /// <summary>Physical values of a part of a channel.</summary>
    /// <param name="channel">Index in <see cref="Channels"/>.</param>
    /// <param name="start">First sample.</param>
    /// <param name="destination">Filled completely; <see cref="double.NaN"/> for missing samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channel or the samples are not within the group.</exception>
    /// <exception cref="DicomException">The file became shorter.</exception>
    public void ReadPhysical(int channel, long start, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Channels.Count);
        DicomWaveformChannel definition = Channels[channel];
        long[] stored = new long[Math.Min(destination.Length, PieceBytes / sizeof(long))];
        for (int done = 0; done < destination.Length; done += stored.Length)
        {
            Span<long> part = stored.AsSpan(0, Math.Min(stored.Length, destination.Length - done));
            ReadStored(channel, start + done, part);
            for (int i = 0; i < part.Length; i++)
            {
                destination[done + i] = part[i] == PaddingValue ? double.NaN : definition.ToPhysical(part[i]);
            }
        }
    }

    /// <summary>Label, channels, samples and rate.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{(Label.Length > 0 ? Label : "group")}: {Channels.Count} channels of {SampleCount} samples at {RateHz} Hz ({Kind})");

    private int ArrayLength() => SampleCount <= Array.MaxLength / sizeof(double)
        ? (int)SampleCount
        : throw new DicomException($"DicomWaveformGroup: {SampleCount} samples are more than an array of {Array.MaxLength / sizeof(double)} holds; read them in parts.");
}
