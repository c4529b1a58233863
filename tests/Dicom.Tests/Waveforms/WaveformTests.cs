using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests.Waveforms;

public sealed class WaveformTests
{
    private static readonly DicomTag s_sequence = DicomTagTable.TagOf("WaveformSequence");

    [Theory]
    [InlineData("SB", 8, new byte[] { 0xFF, 0x7F, 0x80, 0x00 }, new long[] { -1, 127, -128, 0 })]
    [InlineData("UB", 8, new byte[] { 0xFF, 0x7F, 0x80, 0x00 }, new long[] { 255, 127, 128, 0 })]
    [InlineData("MB", 8, new byte[] { 0x00, 0x01, 0x80, 0xFF }, new long[] { -32124, -31100, 32124, 0 })]
    [InlineData("AB", 8, new byte[] { 0x00, 0x01, 0x80, 0x7F }, new long[] { -5504, -5248, 5504, -848 })]
    [InlineData("SS", 16, new byte[] { 0xFF, 0xFF, 0x00, 0x80 }, new long[] { -1, -32768 })]
    [InlineData("US", 16, new byte[] { 0xFF, 0xFF, 0x00, 0x80 }, new long[] { 65535, 32768 })]
    [InlineData("SL", 32, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, new long[] { -2 })]
    [InlineData("UL", 32, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, new long[] { 4294967294 })]
    public void Every_interpretation_of_samples_is_read(string code, int bits, byte[] data, long[] expected)
        => Assert.Equal(expected, DicomWaveform.Of(DataSet(code, bits, expected.Length, data)).Groups[0].ReadStored(0));

    [Theory]
    [InlineData("SS", 8, 2, "SS")]
    [InlineData("SS", 16, 3, "3 samples")]
    public void Impossible_groups_are_refused_with_both_values(string code, int bits, int samples, string part)
        => Assert.Contains(part, Assert.Throws<DicomException>(() => DicomWaveform.Of(DataSet(code, bits, samples, [1, 2, 3, 4]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Missing_samples_are_NaN_and_baseline_and_correction_apply()
    {
        DicomWaveformChannel channel = new() { Label = "P", Sensitivity = 0.5, CorrectionFactor = 2, Baseline = 10, Unit = new DicomCode("mm[Hg]", "UCUM", "mmHg"), TimeSkewSeconds = 0.25 };
        DicomWaveformGroup group = DicomWaveformGroup.Create(100, [channel, channel with { Label = "raw", Sensitivity = null }], [[1, -9, 3], [4, 5, -9]], paddingValue: -9);
        DicomWaveformGroup read = RoundTrip(new DicomWaveform([group]), DicomWaveformKind.Hemodynamic).Groups[0];

        Assert.Equal([11, double.NaN, 13], read.ReadPhysical(0));
        Assert.Equal([4, 5, double.NaN], read.ReadPhysical(1));
        Assert.Equal([1, -9, 3], read.ReadStored(0));
        Assert.Equal((0.25, 10.0, 2.0, "mm[Hg]"), (read.Channels[0].TimeSkewSeconds, read.Channels[0].Baseline, read.Channels[0].CorrectionFactor, read.Channels[0].Unit!.Value));
        Assert.Null(read.Channels[1].Sensitivity);
    }

    [Fact]
    public void Samples_wider_than_16_bits_are_stored_with_32_where_the_class_permits_them()
    {
        DicomWaveform waveform = new([DicomWaveformGroup.Create(500, [new DicomWaveformChannel { Label = "C3" }], [[40_000, int.MinValue]])]);
        Assert.Equal([40_000, int.MinValue], RoundTrip(waveform, DicomWaveformKind.RoutineScalpEeg).Groups[0].ReadStored(0));
        Assert.Contains("32 bits", Assert.Throws<DicomException>(() => waveform.ToFile(DicomWaveformKind.GeneralEcg)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_refuses_rates_and_channels_that_the_standard_does_not_permit()
    {
        DicomWaveformChannel channel = new() { Label = "I" };
        DicomWaveform slow = new([DicomWaveformGroup.Create(100, [channel], [[1]])]);
        DicomWaveform two = new([DicomWaveformGroup.Create(50, [channel, channel], [[1], [2]])]);
        Assert.Contains("100 Hz", Assert.Throws<DicomException>(() => slow.ToFile(DicomWaveformKind.TwelveLeadEcg)).Message, StringComparison.Ordinal);
        Assert.Contains("2 channels", Assert.Throws<DicomException>(() => two.ToFile(DicomWaveformKind.Respiratory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Annotations_in_time_offsets_and_moments_read_back_equal()
    {
        DicomWaveformGroup group = DicomWaveformGroup.Create(250, [new DicomWaveformChannel { Label = "V1" }], [[1, 2, 3, 4]]);
        DateTimeOffset moment = new(2024, 2, 29, 23, 59, 58, TimeSpan.FromHours(-3.5));
        DicomWaveform read = RoundTrip(new DicomWaveform([group],
        [
            new DicomWaveformAnnotation { Text = "Flimmern \u00e4", Range = DicomTemporalRange.Segment, TimeOffsetsSeconds = [0.25, 1.5] },
            new DicomWaveformAnnotation { Concept = new DicomCode("1", "99X", "Beat"), Range = DicomTemporalRange.Multipoint, SamplePositions = [0, 3], Channels = [new DicomWaveformReference(0, 0)] },
            new DicomWaveformAnnotation { Concept = new DicomCode("2", "99X", "Pause"), Value = new DicomCode("3", "99X", "long"), Range = DicomTemporalRange.Begin, Moments = [moment] },
        ]), DicomWaveformKind.GeneralEcg);

        Assert.Equal([0.25, 1.5], read.Annotations[0].TimeOffsetsSeconds);
        Assert.Equal("Flimmern \u00e4", read.Annotations[0].Text);
        Assert.Equal([0, 3], read.Annotations[1].SamplePositions);
        Assert.Equal([new DicomWaveformReference(0, 0)], read.Annotations[1].Channels);
        Assert.Equal([moment], read.Annotations[2].Moments);
        Assert.Equal("long", read.Annotations[2].Value!.Meaning);
    }

    [Fact]
    public void An_annotation_of_a_channel_that_is_not_there_is_refused()
    {
        DicomWaveformGroup group = DicomWaveformGroup.Create(250, [new DicomWaveformChannel { Label = "V1" }], [[1]]);
        DicomWaveformAnnotation annotation = new() { Text = "x", Channels = [new DicomWaveformReference(0, 1)] };
        Assert.Contains("channel 2 of group 1", Assert.Throws<DicomException>(() => new DicomWaveform([group], [annotation])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aVR", "2:62", "aVR")]
    [InlineData("avf", "2:64", "aVF")]
    [InlineData("V8", "2:66", "V8")]
    public void Usual_leads_have_codes(string label, string value, string canonical)
    {
        Assert.Equal(value, DicomEcgLeads.CodeOf(label)!.Value);
        Assert.Equal(canonical, DicomEcgLeads.LabelOf(new DicomCode(value, "MDC", "")));
        Assert.Null(DicomEcgLeads.CodeOf("Fp1"));
        Assert.Null(DicomEcgLeads.LabelOf(new DicomCode("2:9999", "MDC", "")));
    }

    [Fact]
    public void Damaged_waveforms_end_in_the_typed_exception()
    {
        DicomWaveformGroup group = DicomWaveformGroup.Create(250, [new DicomWaveformChannel { Label = "I", Sensitivity = 5 }, new DicomWaveformChannel { Label = "II" }], [[1, 2, 3], [4, 5, 6]], -1);
        DicomWaveform waveform = new([group, group], [new DicomWaveformAnnotation { Text = "a", Range = DicomTemporalRange.Point, SamplePositions = [2] }]);
        using MemoryStream stream = new();
        waveform.ToFile(DicomWaveformKind.GeneralEcg).Save(stream);
        Mutations.Run<DicomException>(3000, [stream.ToArray()], bytes =>
        {
            using DicomFile file = DicomFile.Open(new MemoryStream(bytes));
            DicomWaveform read = DicomWaveform.Of(file.DataSet);
            foreach (DicomWaveformGroup part in read.Groups)
            {
                for (int channel = 0; channel < part.Channels.Count; channel++)
                {
                    part.ReadPhysical(channel);
                }
            }
        });
    }

    private static DicomWaveform RoundTrip(DicomWaveform waveform, DicomWaveformKind kind)
    {
        using MemoryStream stream = new();
        waveform.ToFile(kind).Save(stream);
        stream.Position = 0;
        return DicomWaveform.Of(DicomFile.Open(stream).DataSet);
    }

    // One channel.
    private static DicomDataSet DataSet(string code, int bits, int samples, byte[] data)
    {
        DicomDataSet item = new();
        DicomDataSet dataSet = new();
        dataSet.Set(new DicomElement(s_sequence, [item]));
        item.Set(DicomTagTable.TagOf("NumberOfWaveformChannels"), 1);
        item.Set(DicomTagTable.TagOf("NumberOfWaveformSamples"), samples);
        item.Set(DicomTagTable.TagOf("SamplingFrequency"), 250);
        item.Set(new DicomElement(DicomTagTable.TagOf("ChannelDefinitionSequence"), [new DicomDataSet()]));
        item.Set(DicomTagTable.TagOf("WaveformBitsAllocated"), bits);
        item.Set(DicomTagTable.TagOf("WaveformSampleInterpretation"), code);
        item.Set(new DicomElement(DicomTagTable.TagOf("WaveformData"), bits > 8 ? DicomVr.OW : DicomVr.OB, new DicomBytes(data)));
        return dataSet;
    }
}
