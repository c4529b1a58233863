using System.Security.Cryptography;
using System.Runtime.InteropServices;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests.Waveforms;

public sealed class WaveformFileTests
{
    // By tests/Golden/dicom-objects/make_waveform_goldens.py.
    private static readonly string[] s_rhythm =
    [
        "de7e831c59cce74f", "1374a1aa40783f3b", "0fe91236b440ed08", "3225640bd54c1141", "260e7b3de9127561", "4b0177d5c8125755",
        "022063ae006f5376", "5bc24ade95f4cb4c", "f69b40789dead8dd", "9959df7e2a7ddb66", "0c40b209a414d5f2", "15ab11c8f2f54ada",
    ];

    private static readonly string[] s_medianBeat =
    [
        "9c6e6e720a9123f1", "34f3461d10a02eff", "a368b0e2b3026eed", "d5e523f1063fbfe6", "62a7b1504a4b78e7", "24c0ca8fb85df43f",
        "23da1059c9d6e614", "085bf6a4e8a430d3", "ae225f69d2ec9426", "a9baceaaac56c1db", "ad47ee6c6eadbeff", "0622a4b6d2084483",
    ];

    [Fact]
    public void A_twelve_lead_ECG_has_the_samples_that_pydicom_reads()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("dicom", "pydicom", "test_files", "waveform_ecg.dcm"));
        DicomWaveform waveform = DicomWaveform.Of(file.DataSet);

        Assert.Equal(["RHYTHM: 12 channels of 10000 samples at 1000 Hz (Signed16)", "MEDIAN BEAT: 12 channels of 1200 samples at 1000 Hz (Signed16)"],
            waveform.Groups.Select(group => group.ToString()));
        Assert.Equal([s_rhythm, s_medianBeat], waveform.Groups.Select(group => Enumerable.Range(0, 12).Select(channel => Digest(group.ReadStored(channel)))));
        Assert.Equal(new DateTimeOffset(2013, 1, 25, 10, 59, 19, TimeSpan.Zero), waveform.AcquisitionMoment);
        Assert.False(waveform.Groups[0].IsDerived);
        Assert.True(waveform.Groups[1].IsDerived);
    }

    [Fact]
    public void Physical_values_follow_the_sensitivity_of_each_channel()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("dicom", "pydicom", "test_files", "waveform_ecg.dcm"));
        DicomWaveformGroup rhythm = DicomWaveform.Of(file.DataSet).Groups[0];
        double[] second = rhythm.ReadPhysical(1);
        Assert.Equal([-208.75, 1137.5, 18.75], [second.Min(), second.Max(), second[1234]]);
        DicomWaveformChannel channel = rhythm.Channels[1];
        Assert.Equal(("Lead II", "uV", 1.25, 0.05, 300.0), (channel.Name, channel.Unit!.Value, channel.Sensitivity, channel.LowFrequencyHz, channel.HighFrequencyHz));
        Assert.Equal("II", DicomEcgLeads.LabelOf(channel.Source!));

        double[] part = new double[100];
        rhythm.ReadPhysical(1, 1200, part);
        Assert.Equal(second[1200..1300], part);
        Assert.Throws<ArgumentOutOfRangeException>(() => rhythm.ReadPhysical(1, 9950, part));
        Assert.Throws<ArgumentOutOfRangeException>(() => rhythm.ReadStored(12));
    }

    [Fact]
    public void Annotations_keep_texts_measurements_and_points()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("dicom", "pydicom", "test_files", "waveform_ecg.dcm"));
        IReadOnlyList<DicomWaveformAnnotation> annotations = DicomWaveform.Of(file.DataSet).Annotations;

        Assert.Equal(77, annotations.Count);
        Assert.Equal("RITMO SINUSALE", annotations[0].Text);
        Assert.Equal([new DicomWaveformReference(0, -1)], annotations[0].Channels);
        Assert.Equal(("RR Interval", 982, "ms"), (annotations[2].Concept!.Meaning, annotations[2].Numbers[0], annotations[2].Unit!.Value));
        DicomWaveformAnnotation last = annotations[^1];
        // The standard counts from 1, this library from 0.
        Assert.Equal(("T Offset", DicomTemporalRange.Point, 9696L, 109), (last.Concept!.Meaning, last.Range, last.SamplePositions[0], last.GroupNumber));
    }

    [Fact]
    public void A_written_file_reads_back_equal()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("dicom", "pydicom", "test_files", "waveform_ecg.dcm"));
        DicomWaveform before = DicomWaveform.Of(file.DataSet);
        using MemoryStream stream = new();
        before.ToFile(DicomWaveformKind.TwelveLeadEcg, DicomObjectOptions.InStudyOf(file.DataSet)).Save(stream);
        stream.Position = 0;
        using DicomFile written = DicomFile.Open(stream);
        DicomWaveform after = DicomWaveform.Of(written.DataSet);

        Assert.Equal("TwelveLeadECGWaveformStorage", DicomUid.Find(written.DataSet.GetString(DicomTags.SOPClassUID))!.Keyword);
        Assert.Equal(file.DataSet.GetString(DicomTags.StudyInstanceUID), written.DataSet.GetString(DicomTags.StudyInstanceUID));
        Assert.NotEqual(file.DataSet.GetString(DicomTags.SeriesInstanceUID), written.DataSet.GetString(DicomTags.SeriesInstanceUID));
        Assert.Equal("Anonymous", written.DataSet.GetString(DicomTags.PatientName));
        Assert.Equal(before.AcquisitionMoment, after.AcquisitionMoment);
        for (int group = 0; group < 2; group++)
        {
            Assert.Equal(before.Groups[group].ToString(), after.Groups[group].ToString());
            for (int channel = 0; channel < 12; channel++)
            {
                Assert.Equal(before.Groups[group].ReadPhysical(channel), after.Groups[group].ReadPhysical(channel));
                Assert.Equal(before.Groups[group].Channels[channel].Source, after.Groups[group].Channels[channel].Source);
            }
        }

        Assert.Equal(before.Annotations.Select(Text), after.Annotations.Select(Text));
    }

    private static string Text(DicomWaveformAnnotation annotation) => string.Join('|', annotation.Text, annotation.Concept, annotation.Value, string.Join(',', annotation.Numbers), annotation.Unit,
        annotation.GroupNumber, string.Join(',', annotation.Channels), annotation.Range, string.Join(',', annotation.SamplePositions));

    private static string Digest(long[] samples) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<long>(samples)))[..16];
}
