using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Edf;

public sealed class EdfWriterTests : IDisposable
{
    private static readonly SignalReadOptions Digital = new() { IncludeDigital = true };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(EdfVariant.Edf)]
    [InlineData(EdfVariant.EdfPlus)]
    [InlineData(EdfVariant.Bdf)]
    [InlineData(EdfVariant.BdfPlus)]
    public void Every_variant_returns_digital_values_ranges_and_texts_exactly(EdfVariant variant)
    {
        int top = variant is EdfVariant.Bdf or EdfVariant.BdfPlus ? (1 << 23) - 1 : short.MaxValue;
        int[] fast = [.. Enumerable.Range(0, 512).Select(i => i switch { 0 => -top - 1, 1 => top, _ => (i * 7919 % top) - (top / 2) })];
        int[] slow = [5, -6];
        var options = new EdfWriteOptions
        {
            Variant = variant,
            StartTime = new DateTime(2031, 12, 5, 7, 8, 9),
            Channels =
            [
                new EdfChannel { PhysicalMinimum = -3276.8, PhysicalMaximum = 3276.7, Transducer = "AgAgCl electrode", Prefiltering = "HP:0.1Hz LP:75Hz", Reserved = "r" },
                new EdfChannel { PhysicalMinimum = 42.5, PhysicalMaximum = -10, DigitalMinimum = -100, DigitalMaximum = 100 },
            ],
        };
        SignalRecord record = Record([Stored("EEG Fpz-Cz", "\u00B5V", 256, fast), Stored("Temp", "degC", 1, slow)]);
        EdfWriteReport report = EdfFile.Write(_folder.PathOf("r.edf"), record, options);
        EdfFile file = EdfFile.Open(_folder.PathOf("r.edf"));
        Assert.Equal((0L, 0L, 0L), (report.ClippedSamples, report.MissingSamples, report.PaddedSamples));
        Assert.Equal((2L, 1.0, 0L), (file.RecordCount, file.Header.RecordSeconds, file.TrailingBytes));
        Assert.Equal(new DateTime(2031, 12, 5, 7, 8, 9), file.StartTime);
        IReadOnlyList<Signal> read = file.Read(Digital).Signals;
        Assert.Equal(fast, read[0].Digital);
        Assert.Equal(slow, read[1].Digital);
        Assert.Equal([256, 1], read.Select(signal => signal.RateHz));
        Assert.Equal("uV", read[0].Unit);
        EdfSignalHeader first = file.Header.Signals[0];
        Assert.Equal(("AgAgCl electrode", "HP:0.1Hz LP:75Hz", "r", -3276.8, 3276.7), (first.Transducer, first.Prefiltering, first.Reserved, first.PhysicalMinimum, first.PhysicalMaximum));
        Assert.Equal((42.5, -10.0, -100, 100), (file.Header.Signals[1].PhysicalMinimum, file.Header.Signals[1].PhysicalMaximum, file.Header.Signals[1].DigitalMinimum, file.Header.Signals[1].DigitalMaximum));
        Assert.Equal(report.Header.Signals, file.Header.Signals);
        Assert.Equal(report.Header.RecordCount, file.Header.RecordCount);
    }

    [Theory]
    [InlineData(new[] { 256.0, 1 }, 1)]
    [InlineData(new[] { 128, 0.5 }, 2)]
    [InlineData(new[] { 10.0, 1 / 30.0 }, 30)]
    [InlineData(new[] { 1000 / 3.0 }, 3)]
    [InlineData(new[] { 256.41025641025641 }, 39)]
    [InlineData(new[] { 0.001, 1 }, 1000)]
    public void The_duration_of_a_record_gives_every_signal_whole_samples(double[] rates, double seconds)
    {
        SignalRecord record = Record([.. rates.Select((rate, i) => new Signal($"s{i}", "mV", rate, new double[(int)Math.Round(rate * 3000)]))]);
        EdfFile.Write(_folder.PathOf("r.edf"), record);
        EdfFile file = EdfFile.Open(_folder.PathOf("r.edf"));
        Assert.Equal(seconds, file.Header.RecordSeconds);
        Assert.All(file.Signals.Zip(rates), pair => Assert.Equal(pair.Second, pair.First.RateHz, 1e-9 * pair.Second));
    }

    [Fact]
    public void Rates_without_a_common_record_are_refused_with_their_values()
    {
        SignalRecord record = Record([new Signal("a", "", 1, new double[4]), new Signal("b", "", Math.PI, new double[4])]);
        Assert.Contains("3.14", Assert.Throws<ArgumentException>(() => EdfFile.Write(_folder.PathOf("r.edf"), record)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("r.edf")));
    }

    [Fact]
    public void Physical_samples_without_a_range_come_back_within_half_a_step()
    {
        double[] samples = [.. Enumerable.Range(0, 300).Select(i => 1.234567 * Math.Sin(i / 20.0))];
        EdfFile.Write(_folder.PathOf("r.edf"), Record([new Signal("ECG", "mV", 100, samples), new Signal("flat", "mV", 100, [.. Enumerable.Repeat(7.5, 300)])]));
        EdfFile file = EdfFile.Open(_folder.PathOf("r.edf"));
        IReadOnlyList<Signal> read = file.Read().Signals;
        double step = file.Header.Signals[0].Gain;
        Assert.InRange(step, 0, 2.5 / 65000);
        Assert.All(read[0].Samples.Zip(samples), pair => Assert.Equal(pair.Second, pair.First, 0.51 * step));
        Assert.All(read[1].Samples, value => Assert.Equal(7.5, value, 1e-4));
    }

    [Fact]
    public void Digital_values_without_a_range_stay_and_their_scale_follows_from_the_physical_values()
    {
        int[] digital = [-1000, 3, 500, 999];
        EdfFile.Write(_folder.PathOf("r.edf"), Record(
        [
            new Signal("a", "mV", 4, [.. digital.Select(d => (d - 17) / 200.0)], digital),
            new Signal("flat", "mV", 4, [0.123, 0.123, 0.123, 0.123], [-300, -300, -300, -300]),
            new Signal("wide", "mV", 4, [1, 2, 3, 4], [100_000, 200_000, 300_000, 400_000]),
        ]));
        IReadOnlyList<Signal> read = EdfFile.Open(_folder.PathOf("r.edf")).Read(Digital).Signals;
        Assert.Equal(digital, read[0].Digital);
        Assert.All(read[0].Samples.Zip(digital), pair => Assert.Equal((pair.Second - 17) / 200.0, pair.First, 2e-3));
        Assert.Equal([-300, -300, -300, -300], read[1].Digital!);
        Assert.All(read[1].Samples, value => Assert.Equal(0.123, value, 1e-6));
        // 24 bits do not fit into EDF: the physical values are kept instead.
        Assert.Equal([1, 2, 3, 4], read[2].Samples.Select(value => Math.Round(value, 4)));
    }

    [Fact]
    public void Samples_outside_the_range_are_refused_or_clipped_and_counted()
    {
        var options = new EdfWriteOptions { Channels = [new EdfChannel { PhysicalMinimum = -1, PhysicalMaximum = 1 }] };
        SignalRecord record = Record([new Signal("a", "mV", 4, [0.5, 1.00001, 1.5, double.NegativeInfinity])]);
        var error = Assert.Throws<EdfException>(() => EdfFile.Write(_folder.PathOf("r.edf"), record, options));
        Assert.Contains("sample 2 of \"a\"", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.PathOf("")));
        EdfWriteReport report = EdfFile.Write(_folder.PathOf("r.edf"), record, options with { OutOfRange = EdfOutOfRange.Clip });
        Assert.Equal(2, report.ClippedSamples);
        Assert.Equal([32767, 32767, -32768], EdfFile.Open(_folder.PathOf("r.edf")).Read(Digital).Signals[0].Digital![1..]);
    }

    [Fact]
    public void Missing_samples_are_refused_or_stored_as_the_minimum()
    {
        SignalRecord record = Record([new Signal("a", "mV", 2, [double.NaN, 3])]);
        Assert.Contains("sample 0 of \"a\"", Assert.Throws<EdfException>(() => EdfFile.Write(_folder.PathOf("r.edf"), record)).Message, StringComparison.Ordinal);
        Assert.Equal(1, EdfFile.Write(_folder.PathOf("r.edf"), record, new EdfWriteOptions { StoreMissingAsMinimum = true }).MissingSamples);
        Assert.Equal(-32768, EdfFile.Open(_folder.PathOf("r.edf")).Read(Digital).Signals[0].Digital![0]);
    }

    [Fact]
    public void The_last_record_is_filled_with_silence()
    {
        EdfWriteReport report = EdfFile.Write(_folder.PathOf("r.edf"), Record([new Signal("a", "mV", 4, [-1, 1, 1, 1, 1, 1])]));
        Assert.Equal(2, report.PaddedSamples);
        Assert.All(EdfFile.Open(_folder.PathOf("r.edf")).Read().Signals[0].Samples[6..], value => Assert.Equal(0, value, 1e-4));
        var uneven = Record([new Signal("a", "", 1, new double[9]), new Signal("b", "", 1, new double[7])]);
        Assert.Contains("equally long", Assert.Throws<ArgumentException>(() => EdfFile.Write(_folder.PathOf("r.edf"), uneven)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, EdfVariant.EdfPlus)]
    [InlineData(3, EdfVariant.EdfPlus)]
    [InlineData(1, EdfVariant.BdfPlus)]
    [InlineData(2, EdfVariant.BdfPlus)]
    public void Annotations_and_a_start_inside_a_second_come_back(int channels, EdfVariant variant)
    {
        SignalAnnotation[] annotations =
        [
            .. Enumerable.Range(0, 40).Select(i => new SignalAnnotation { OnsetSeconds = 0.25, Text = $"crowd {i}" }),
            new() { OnsetSeconds = 1.3, DurationSeconds = 0, Text = "Événement" },
            new() { OnsetSeconds = 4.75, DurationSeconds = 12.5, Text = new string('x', 500) },
        ];
        var start = new DateTime(2020, 1, 24, 4, 5, 56).AddTicks(3945312);
        EdfFile.Write(_folder.PathOf("r.edf"), Record([new Signal("a", "mV", 10, new double[50])], annotations), new EdfWriteOptions { Variant = variant, StartTime = start, AnnotationChannels = channels });
        EdfFile file = EdfFile.Open(_folder.PathOf("r.edf"));
        Assert.Equal(start, file.StartTime);
        Assert.Equal(channels + 1, file.Header.Signals.Count);
        Assert.Equal(
            annotations.Select(a => (a.OnsetSeconds, a.DurationSeconds, a.Text)).Order(),
            file.ReadAnnotations().Select(a => (a.OnsetSeconds, a.DurationSeconds, a.Text)).Order());
        Assert.Equal([0, 1, 2, 3, 4], file.ReadRecordOnsets());
        Assert.Equal(5, file.DurationSeconds);
    }

    [Fact]
    public void A_discontinuous_recording_keeps_its_segments()
    {
        EdfSegment[] segments = [new(0, 0, 1.5), new(1.5, 10.25, 1), new(2.5, 100, 0.5)];
        SignalRecord record = Record([Stored("a", "mV", 4, [.. Enumerable.Range(0, 12)])], [new SignalAnnotation { OnsetSeconds = 10.5, Text = "later" }]);
        EdfFile.Write(_folder.PathOf("r.edf"), record, new EdfWriteOptions { Segments = segments });
        EdfFile file = EdfFile.Open(_folder.PathOf("r.edf"));
        Assert.True(file.Header.IsDiscontinuous);
        Assert.Equal(0.5, file.Header.RecordSeconds);
        Assert.Equal(segments, file.ReadSegments());
        Assert.Equal(Enumerable.Range(0, 12), file.Read(Digital).Signals[0].Digital!);
        Assert.Single(file.Read(new SignalReadOptions { StartSeconds = 1.5, DurationSeconds = 1 }).Annotations);
        EdfSegment[] backwards = [new(0, 5, 1.5), new(1.5, 0, 1.5)];
        Assert.Contains("follow in time", Assert.Throws<EdfException>(() => EdfFile.Write(_folder.PathOf("r.edf"), record, new EdfWriteOptions { Segments = backwards })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_of_another_record_becomes_a_record_of_its_own()
    {
        EdfFile.Write(_folder.PathOf("r.edf"), Record([Stored("a", "mV", 4, [.. Enumerable.Range(0, 40)])], [new SignalAnnotation { OnsetSeconds = 5.5, Text = "x" }], new DateTime(2020, 2, 3)));
        SignalRecord window = EdfFile.Open(_folder.PathOf("r.edf")).Read(Digital with { StartSeconds = 5.25, DurationSeconds = 2 });
        EdfFile.Write(_folder.PathOf("w.edf"), window);
        EdfFile file = EdfFile.Open(_folder.PathOf("w.edf"));
        Assert.Equal(new DateTime(2020, 2, 3, 0, 0, 5, 250), file.StartTime);
        Assert.Equal(Enumerable.Range(21, 8), file.Read(Digital).Signals[0].Digital!);
        Assert.Equal(0.25, Assert.Single(file.ReadAnnotations()).OnsetSeconds);
    }

    [Fact]
    public void Annotations_need_no_signals()
    {
        EdfFile.Write(_folder.PathOf("r.edf"), Record([], [new SignalAnnotation { OnsetSeconds = 30, DurationSeconds = 10, Text = "N1" }]));
        EdfFile file = EdfFile.Open(_folder.PathOf("r.edf"));
        Assert.Equal((0.0, 1L), (file.Header.RecordSeconds, file.RecordCount));
        Assert.Equal("N1", Assert.Single(file.ReadAnnotations()).Text);
    }

    [Fact]
    public void Patient_and_recording_keep_their_subfields()
    {
        var patient = new EdfPatient { Code = "MCH 0234567", Sex = 'F', BirthDate = new DateOnly(1951, 5, 2), Name = "Haagse Harry" };
        var recording = new EdfRecording { AdministrationCode = "EMG561", Technician = "BK/JOP", Additional = "MNC R Median Nerve" };
        EdfFile.Write(_folder.PathOf("r.edf"), Record([], [], new DateTime(2102, 3, 2)), new EdfWriteOptions { Patient = patient, Recording = recording });
        EdfFile file = EdfFile.Open(_folder.PathOf("r.edf"));
        Assert.Equal("MCH_0234567 F 02-MAY-1951 Haagse_Harry", file.Header.Patient);
        Assert.Equal("Startdate 02-MAR-2102 EMG561 BK/JOP X MNC R Median Nerve", file.Header.Recording);
        Assert.Equal("02.03.yy", file.Header.StartDateText);
        Assert.Equal(new DateTime(2102, 3, 2), file.StartTime);
        Assert.Equal(patient, EdfPatient.Parse(file.Header.Patient));
        Assert.Equal(recording with { StartDate = new DateOnly(2102, 3, 2) }, EdfRecording.Parse(file.Header.Recording));
        Assert.Null(EdfPatient.Parse("Jane Doe, 1951"));
        Assert.Null(EdfRecording.Parse("Startdate 31-FEB-2002 X X X"));
    }

    [Fact]
    public void What_a_variant_cannot_store_is_refused()
    {
        SignalRecord record = Record([new Signal("a", "mV", 1, [0, 1])], [new SignalAnnotation { OnsetSeconds = 0, Text = "x" }]);
        Refused(record, new EdfWriteOptions { Variant = EdfVariant.Edf }, "no annotations");
        Refused(record, new EdfWriteOptions { Variant = EdfVariant.Edf, StartTime = new DateTime(2020, 1, 1).AddTicks(1) }, "whole seconds");
        Refused(record, new EdfWriteOptions { Variant = EdfVariant.Bdf, StartTime = new DateTime(1950, 1, 1) }, "1950");
        Refused(record, new EdfWriteOptions { Variant = EdfVariant.Edf, Patient = new EdfPatient() }, "PlainPatient");
        Refused(record, new EdfWriteOptions { PlainPatient = "x" }, "PlainPatient");
        Refused(record, new EdfWriteOptions { Channels = [] }, "0 channels");
        Refused(record, new EdfWriteOptions { RecordSeconds = 0.5 }, "0.5 s");
        Refused(record, new EdfWriteOptions { Channels = [new EdfChannel { PhysicalMinimum = 1 }] }, "one end");
        Refused(record, new EdfWriteOptions { Channels = [new EdfChannel { DigitalMaximum = 40_000 }] }, "40000");
        Refused(record, new EdfWriteOptions { AnnotationChannels = 0 }, "0 annotation channels");
        SignalRecord zero = Record([new Signal("a", "mV", 1, [0])], [new SignalAnnotation { OnsetSeconds = 0, Text = "a\0b" }]);
        Refused(zero, new EdfWriteOptions(), "control character 0");
        SignalRecord label = Record([new Signal("a label of more than 16", "mV", 1, [0])]);
        Assert.Contains("has 23 characters", Assert.Throws<EdfException>(() => EdfFile.Write(_folder.PathOf("r.edf"), label)).Message, StringComparison.Ordinal);
        SignalRecord accent = Record([new Signal("é", "mV", 1, [0])]);
        Assert.Contains("printable ASCII", Assert.Throws<EdfException>(() => EdfFile.Write(_folder.PathOf("r.edf"), accent)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.PathOf("")));
    }

    [Fact]
    public void A_long_recording_is_written_record_by_record()
    {
        EdfSignalHeader[] signals = [Header("a", 3), Header("b", 1)];
        EdfHeader header = EdfWriter.Write(_folder.PathOf("r.edf"), 0.5, signals, new EdfWriteOptions { AnnotationBytes = 30 }, writer =>
        {
            writer.Annotate(new SignalAnnotation { OnsetSeconds = 0.5, Text = "end" });
            for (int i = 0; i < 100; i++)
            {
                writer.WriteRecord([3 * i, (3 * i) + 1, (3 * i) + 2, -i]);
            }

            writer.Annotate(new SignalAnnotation { OnsetSeconds = 49.5, Text = "first of the last" });
            writer.Annotate(new SignalAnnotation { OnsetSeconds = 49.6, Text = "second" });
            Assert.Throws<ArgumentException>(() => writer.WriteRecord([1]));
        });
        Assert.Equal(100, header.RecordCount);
        EdfFile file = EdfFile.Open(_folder.PathOf("r.edf"));
        Assert.Equal(Enumerable.Range(0, 300), file.Read(Digital).Signals[0].Digital!);
        // The last record has no room for the second of its annotations: it stands in an earlier one.
        Assert.Equal([0.5, 49.5, 49.6], file.ReadAnnotations().Select(annotation => annotation.OnsetSeconds).Order());
    }

    [Fact]
    public void An_error_leaves_the_old_file_and_nothing_else()
    {
        _folder.Write("r.edf", "old");
        Assert.Throws<InvalidTimeZoneException>(() => EdfWriter.Write(_folder.PathOf("r.edf"), 1, [Header("a", 1)], null, _ => throw new InvalidTimeZoneException()));
        Assert.Throws<EdfException>(() => EdfWriter.Write(_folder.PathOf("r.edf"), 1, [Header("a", 1)], new EdfWriteOptions { AnnotationBytes = 16 }, writer =>
        {
            writer.WriteRecord([0]);
            writer.Annotate(new SignalAnnotation { OnsetSeconds = 0, Text = "far too long for its channel" });
        }));
        Assert.Equal("old", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.PathOf("")))));
    }

    private static Signal Stored(string label, string unit, double rate, int[] digital) =>
        new(label, unit, rate, [.. digital.Select(value => value / 10.0)], digital);

    private static SignalRecord Record(Signal[] signals, SignalAnnotation[]? annotations = null, DateTime? start = null) =>
        new() { Name = "r", Signals = signals, Annotations = annotations ?? [], StartTime = start };

    private static EdfSignalHeader Header(string label, int perRecord) => new()
    {
        Label = label,
        PhysicalMinimum = -1,
        PhysicalMaximum = 1,
        DigitalMinimum = -1000,
        DigitalMaximum = 1000,
        SamplesPerRecord = perRecord,
    };

    private void Refused(SignalRecord record, EdfWriteOptions options, string shown)
    {
        var error = Assert.Throws<ArgumentException>(() => EdfFile.Write(_folder.PathOf("r.edf"), record, options));
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
    }
}
