using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Dicom;

/// <content>Reading from and writing to data sets.</content>
public sealed partial class DicomWaveformGroup
{
    private const int MostChannels = ushort.MaxValue;

    /// <summary>Makes a group from stored samples.</summary>
    /// <param name="rateHz">Samples per second, finite and above 0.</param>
    /// <param name="channels">What each channel measures, at least one.</param>
    /// <param name="samples">Stored samples of each channel, all of one length of at least 1.</param>
    /// <param name="paddingValue">The sample that stands for a missing one; null where none is missing.</param>
    /// <returns>A group that stores 16 bits where all samples fit, else 32 bits.</returns>
    /// <exception cref="DicomException">The rate or the number or lengths of the channels are impossible, or the samples need more than 2 GiB.</exception>
    public static DicomWaveformGroup Create(double rateHz, IReadOnlyList<DicomWaveformChannel> channels, IReadOnlyList<int[]> samples, int? paddingValue = null)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(samples);
        CheckRate(rateHz);
        if (channels.Count is 0 or > MostChannels || channels.Count != samples.Count)
        {
            throw new DicomException($"DicomWaveformGroup: {channels.Count} channels and {samples.Count} arrays of samples; both numbers must agree and be 1 to {MostChannels}.");
        }

        int length = samples[0].Length;
        bool small = paddingValue is null or (>= short.MinValue and <= short.MaxValue);
        foreach (int[] channel in samples)
        {
            if (channel.Length != length || length == 0)
            {
                throw new DicomException($"DicomWaveformGroup: channels of {length} and {channel.Length} samples; a group has channels of one length of at least 1.");
            }

            small &= channel.AsSpan().IndexOfAnyExceptInRange(short.MinValue, short.MaxValue) < 0;
        }

        DicomSampleKind kind = small ? DicomSampleKind.Signed16 : DicomSampleKind.Signed32;
        long bytes = (long)length * channels.Count * kind.ByteCount();
        if (bytes > Array.MaxLength)
        {
            throw new DicomException($"DicomWaveformGroup: {channels.Count} channels of {length} samples need {bytes} bytes, at most {Array.MaxLength} are written; split them.");
        }

        byte[]? padding = paddingValue is { } value ? Interleave([[value]], kind, kind.ByteCount()) : null;
        return new DicomWaveformGroup(rateHz, length, kind, channels, new DicomBytes(Interleave(samples, kind, (int)bytes)), padding);
    }

    /// <summary>Reads an item of the Waveform Sequence (5400,0100).</summary>
    /// <param name="item">The item.</param>
    /// <param name="number">Number of the group, from 1, for messages.</param>
    internal static DicomWaveformGroup Of(DicomDataSet item, int number)
    {
        double rateHz = item[WaveformTags.SamplingFrequency].GetDouble();
        CheckRate(rateHz);
        int channelCount = item.GetInt32(WaveformTags.NumberOfWaveformChannels);
        long sampleCount = item[WaveformTags.NumberOfWaveformSamples].GetInteger();
        int bits = item.GetInt32(WaveformTags.WaveformBitsAllocated);
        string code = item.GetString(WaveformTags.WaveformSampleInterpretation);
        DicomSampleKind kind = DicomSampleKinds.Find(code, bits) ?? throw new DicomException(
            $"DicomWaveformGroup: group {number} has samples \"{code}\" of {bits} bits; known are SB, UB, MB, AB of 8, SS, US of 16 and SL, UL of 32.") { Tag = WaveformTags.WaveformSampleInterpretation };
        IReadOnlyList<DicomDataSet> definitions = item.GetItems(WaveformTags.ChannelDefinitionSequence);
        if (channelCount < 1 || definitions.Count != channelCount)
        {
            throw new DicomException($"DicomWaveformGroup: group {number} states {channelCount} channels and defines {definitions.Count}; both numbers must agree.") { Tag = WaveformTags.ChannelDefinitionSequence };
        }

        DicomBytes data = item[WaveformTags.WaveformData].Value;
        long row = (long)channelCount * kind.ByteCount();
        if (sampleCount < 1 || sampleCount > data.Length / row)
        {
            throw new DicomException($"DicomWaveformGroup: group {number} states {sampleCount} samples of {channelCount} channels, its data hold {data.Length / row} of {row} bytes each.") { Tag = WaveformTags.WaveformData };
        }

        return new DicomWaveformGroup(rateHz, sampleCount, kind, [.. definitions.Select(definition => DicomWaveformChannel.Of(definition, rateHz))], data, Padding(item, kind))
        {
            Label = item.GetString(WaveformTags.MultiplexGroupLabel),
            IsDerived = item.GetString(WaveformTags.WaveformOriginality) == "DERIVED",
            TimeOffsetSeconds = item.GetDouble(WaveformTags.MultiplexGroupTimeOffset, 0) / 1000,
        };
    }

    /// <summary>Fills an item of the Waveform Sequence (5400,0100), which belongs to its sequence already.</summary>
    internal void Fill(DicomDataSet item)
    {
        int bits = Kind.ByteCount() * 8;
        if (TimeOffsetSeconds != 0)
        {
            item.Set(WaveformTags.MultiplexGroupTimeOffset, TimeOffsetSeconds * 1000);
        }

        item.Set(WaveformTags.WaveformOriginality, IsDerived ? "DERIVED" : "ORIGINAL");
        item.Set(WaveformTags.NumberOfWaveformChannels, Channels.Count);
        item.Set(WaveformTags.NumberOfWaveformSamples, SampleCount);
        item.Set(WaveformTags.SamplingFrequency, RateHz);
        DicomObjectStart.SetIfAny(item, WaveformTags.MultiplexGroupLabel, Label);
        DicomDataSet[] definitions = DicomSequences.AddItems(item, WaveformTags.ChannelDefinitionSequence, Channels.Count);
        for (int i = 0; i < definitions.Length; i++)
        {
            Channels[i].Fill(definitions[i], bits);
        }

        item.Set(WaveformTags.WaveformBitsAllocated, bits);
        item.Set(WaveformTags.WaveformSampleInterpretation, Kind.Code());
        // PS3.5 annex A.2: words where samples are wider than a byte.
        DicomVr vr = bits > 8 ? DicomVr.OW : DicomVr.OB;
        if (_padding is not null)
        {
            item.Set(new DicomElement(WaveformTags.WaveformPaddingValue, vr, new DicomBytes(_padding)));
        }

        item.Set(new DicomElement(WaveformTags.WaveformData, vr, _data));
    }

    private static void CheckRate(double rateHz)
    {
        if (!(rateHz > 0) || double.IsInfinity(rateHz))
        {
            throw new DicomException($"DicomWaveformGroup: the sampling frequency is {rateHz} Hz; it must be finite and above 0.") { Tag = WaveformTags.SamplingFrequency };
        }
    }

    // One sample; a single byte was padded to two.
    private static byte[]? Padding(DicomDataSet item, DicomSampleKind kind)
        => item.TryGet(WaveformTags.WaveformPaddingValue, out DicomElement? element) && element.Value.Length >= kind.ByteCount()
            ? element.Value.ToArray()[..kind.ByteCount()]
            : null;

    // All channels of a sample, then all of the next (PS3.3 section C.10.9.1.7).
    private static byte[] Interleave(IReadOnlyList<int[]> samples, DicomSampleKind kind, int bytes)
    {
        byte[] data = new byte[bytes];
        int width = kind.ByteCount();
        int row = samples.Count * width;
        for (int channel = 0; channel < samples.Count; channel++)
        {
            int at = channel * width;
            foreach (int sample in samples[channel])
            {
                if (width == 2)
                {
                    BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(at), (short)sample);
                }
                else
                {
                    BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(at), sample);
                }

                at += row;
            }
        }

        return data;
    }
}
