using DeepHealth.Ecvl.Dicom;
using DeepHealth.Ecvl.Learning;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Learning.Tests.Signals;

public sealed class DicomSignalsTests
{
    [Fact]
    public void A_twelve_lead_ECG_becomes_a_record_of_each_group()
    {
        IReadOnlyList<SignalRecord> records = DicomSignals.Read(Assets.Require("dicom", "pydicom", "test_files", "waveform_ecg.dcm"));

        Assert.Equal(["waveform_ecg", "waveform_ecg-2"], records.Select(record => record.Name));
        SignalRecord rhythm = records[0];
        Assert.Equal(["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"], rhythm.Signals.Select(signal => signal.Label));
        Assert.Equal(("uV", 1000.0, 10.0, 18.75), (rhythm.Signals[1].Unit, rhythm.Signals[1].RateHz, rhythm.Signals[1].DurationSeconds, rhythm.Signals[1].Samples[1234]));
        Assert.Equal(new DateTime(2013, 1, 25, 10, 59, 19, DateTimeKind.Unspecified), rhythm.StartTime);
        Assert.Equal("RHYTHM", rhythm.Comments[0]);
        Assert.Contains("ECG NORMALE", rhythm.Comments);
        Assert.Contains("RR Interval: 982 ms", rhythm.Comments);
        Assert.Equal(("T Offset", 9.696), (rhythm.Annotations[^1].Text, rhythm.Annotations[^1].OnsetSeconds));
        Assert.Empty(records[1].Annotations);
    }

    [Fact]
    public void A_record_with_digital_samples_survives_DICOM_exactly()
    {
        int[] digital = [-200, 1000, 7, 32767];
        SignalRecord record = new()
        {
            Name = "r",
            Signals = [new Signal("II", "mV", 360, [.. digital.Select(value => (value - 1024) * 0.005)], digital), new Signal("V1", "mV", 360, [0.1, double.NaN, 0.3, -0.2])],
            StartTime = new DateTime(2020, 5, 17, 1, 2, 3, DateTimeKind.Unspecified),
            Annotations = [new SignalAnnotation { OnsetSeconds = 0.005, Text = "N" }, new SignalAnnotation { OnsetSeconds = 0.002, DurationSeconds = 0.004, Text = "(AFIB" }],
        };
        using MemoryStream stream = new();
        DicomSignals.ToWaveform(record).ToFile(DicomWaveformKind.GeneralEcg).Save(stream);
        stream.Position = 0;
        using DicomFile file = DicomFile.Open(stream);
        DicomWaveform waveform = DicomWaveform.Of(file.DataSet);
        SignalRecord read = Assert.Single(DicomSignals.ToRecords(waveform, "r"));

        Assert.Equal(digital.Select(value => (long)value), waveform.Groups[0].ReadStored(0));
        Assert.Equal("2:2", waveform.Groups[0].Channels[0].Source!.Value);
        Assert.Equal(record.Signals[0].Samples, read.Signals[0].Samples, (left, right) => Math.Abs(left - right) < 1e-9);
        // 65,535 steps over a range of 0.5.
        Assert.Equal([0.1, 0.3, -0.2], read.Signals[1].Samples.Where(value => !double.IsNaN(value)), (left, right) => Math.Abs(left - right) < 0.5 / 65534);
        Assert.True(double.IsNaN(read.Signals[1].Samples[1]));
        Assert.Equal(record.StartTime, read.StartTime);
        Assert.Equal([(0.002, "(AFIB"), (0.005, "N")], read.Annotations.Select(annotation => (annotation.OnsetSeconds, annotation.Text)));
        Assert.Equal(0.004, read.Annotations[0].DurationSeconds!.Value, 9);
    }

    [Fact]
    public void Signals_of_different_rates_become_groups()
    {
        SignalRecord record = new() { Name = "r", Signals = [new Signal("ECG", "mV", 200, [1, 2]), new Signal("RESP", "", 25, [0, 0, 0]), new Signal("II", "mV", 200, [3, 4])] };
        DicomWaveform waveform = DicomSignals.ToWaveform(record);
        Assert.Equal([(200.0, 2), (25.0, 1)], waveform.Groups.Select(group => (group.RateHz, group.Channels.Count)));
        Assert.Equal([3, 4], waveform.Groups[0].ReadPhysical(1), (left, right) => Math.Abs(left - right) < 1e-4);
        Assert.Equal([0, 0, 0], waveform.Groups[1].ReadPhysical(0));
        Assert.Throws<DicomException>(() => DicomSignals.ToWaveform(new SignalRecord { Name = "r", Signals = [new Signal("a", "", 1, [1]), new Signal("b", "", 1, [1, 2])] }));
    }
}
