using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Wfdb;

public sealed class WfdbWriterTests : IDisposable
{
    private static readonly SignalReadOptions Digital = new() { IncludeDigital = true };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int, int> FormatsAndLengths()
    {
        var data = new TheoryData<int, int>();
        foreach (int format in new[] { 8, 16, 24, 32, 61, 80, 160, 212, 310, 311 })
        {
            foreach (int frames in new[] { 0, 1, 2, 3, 4, 5, 40_000 })
            {
                data.Add(format, frames);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(FormatsAndLengths))]
    public void Every_format_returns_digital_values_exactly_at_any_length(int format, int frames)
    {
        int bits = format switch { 8 or 80 => 8, 212 => 12, 310 or 311 => 10, 24 => 24, 32 => 32, _ => 16 };
        int[][] digital = [Values(format, bits, frames, 1), Values(format, bits, 3 * frames, 2), Values(format, bits, frames, 3)];
        WfdbHeader header = WfdbWriter.Write(_folder.PathOf("r"), Header(["a", "b", "c"], [1, 3, 1], format), digital);
        WfdbRecord record = WfdbRecord.Open(_folder.PathOf("r.hea"));
        Assert.Equal(frames, record.Header.FrameCount ?? 0);
        Assert.Equal(header.Signals, record.Header.Signals);
        IReadOnlyList<Signal> read = record.Read(Digital).Signals;
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(digital[i], read[i].Digital!);
        }

        Assert.All(record.VerifyChecksums(), sum => Assert.True(sum.Matches, $"{sum}"));
        if (frames > 9)
        {
            Signal window = record.Read(Digital with { Signals = [1], StartSeconds = 3.7, DurationSeconds = 0.2 }).Signals[0];
            Assert.Equal(digital[1][111..117], window.Digital);
        }
    }

    [Fact]
    public void A_record_in_memory_comes_back_with_rates_scales_start_comments_and_annotations()
    {
        int[] slow = [-2000, 7, 1999, 5];
        int[] fast = [.. Enumerable.Range(0, 16).Select(i => (i * 100) - 800)];
        var record = new SignalRecord
        {
            Name = "x",
            Signals =
            [
                new Signal("ABP", "mmHg", 2, [.. slow.Select(value => (value + 30) / 12.5)], slow),
                new Signal("ECG, fast", "mV", 8, [.. fast.Select(value => value / 400.0)], fast),
                new Signal("Resp", "", 2, [0.5, double.NaN, -0.25, 0]),
            ],
            StartTime = new DateTime(2020, 2, 29, 13, 5, 1, 500),
            Comments = ["Age: 61", "Sex: F"],
            Annotations = [new SignalAnnotation { OnsetSeconds = 1.5, Text = "note" }],
        };
        var options = new WfdbWriteOptions { Format = 212, Annotator = "atr", Channels = [new(), new() { Format = 24 }, new() { Format = 24 }] };
        WfdbRecord.Write(_folder.PathOf("r.hea"), record, options);
        WfdbRecord read = WfdbRecord.Open(_folder.PathOf("r"));
        SignalRecord all = read.Read(Digital);
        Assert.Equal(["r.dat", "r_1.dat", "r_1.dat"], read.Header.Signals.Select(signal => signal.FileName));
        Assert.Equal([1, 4, 1], read.Header.Signals.Select(signal => signal.SamplesPerFrame));
        Assert.Equal(slow, all.Signals[0].Digital!);
        Assert.Equal(fast, all.Signals[1].Digital!);
        Assert.Equal((12.5, -30), (read.Header.Signals[0].Gain, read.Header.Signals[0].Baseline));
        Assert.All(all.Signals[1].Samples.Zip(record.Signals[1].Samples), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        Assert.All(all.Signals[2].Samples.Zip(record.Signals[2].Samples), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.Equal(record.StartTime, all.StartTime);
        Assert.Equal(record.Comments, all.Comments);
        Assert.Equal(["ABP", "ECG, fast", "Resp"], all.Signals.Select(signal => signal.Label));
        var note = Assert.IsType<WfdbAnnotation>(Assert.Single(all.Annotations));
        Assert.Equal((3L, "note", 22), (note.Sample, note.Text, note.Code));
    }

    [Fact]
    public void A_MATLAB_signal_file_opens_with_and_without_its_header()
    {
        int[] values = [1, -2, 300, 4];
        var record = new SignalRecord { Name = "r", Signals = [new Signal("II", "mV", 300, [.. values.Select(value => value / 1000.0)], values)] };
        WfdbRecord.Write(_folder.PathOf("r"), record, new WfdbWriteOptions { Channels = [new() { FileName = "r.mat", Gain = 1000 }] });
        Assert.Equal(values, WfdbRecord.Open(_folder.PathOf("r")).Read(Digital).Signals[0].Digital!);
        Assert.Equal(values, MatRecord.Open(_folder.PathOf("r.mat"), new MatOptions { RateHz = 300 }).Read(Digital).Signals[0].Digital!);
    }

    [Fact]
    public void Records_of_the_corpus_come_back_exactly_through_every_field()
    {
        foreach (string name in new[] { "100", "03700181", "3000003_0003", "binformats", "310derive", "311derive", "test01_00s_skewframe" })
        {
            WfdbRecord source = WfdbRecord.Open(Assets.Require("wfdb", "wfdb-python", name + ".hea"), new WfdbOptions { IgnoreSkew = true });
            int[][] digital = [.. source.Read(Digital with { IncludeAnnotations = false }).Signals.Select(signal => signal.Digital!)];
            WfdbWriter.Write(_folder.PathOf(name), source.Header, digital);
            WfdbRecord copy = WfdbRecord.Open(_folder.PathOf(name), new WfdbOptions { IgnoreSkew = true });
            Assert.Equal(digital, copy.Read(Digital).Signals.Select(signal => signal.Digital!));
            Assert.Equal(source.Header.Signals.Select(signal => signal.Checksum), copy.Header.Signals.Select(signal => signal.Checksum));
            Assert.Equal(source.Header.Signals.Select(signal => (signal.Gain, signal.Baseline, signal.Unit, signal.SkewFrames, signal.Description)), copy.Header.Signals.Select(signal => (signal.Gain, signal.Baseline, signal.Unit, signal.SkewFrames, signal.Description)));
            Assert.Equal((source.Header.BaseTime, source.Header.BaseDate), (copy.Header.BaseTime, copy.Header.BaseDate));
            Assert.Equal(source.Header.Comments, copy.Header.Comments);
        }
    }

    [Fact]
    public void Wrong_values_and_names_are_refused_and_leave_no_file()
    {
        Refused(Header(["a"], [1], 212), [[2048]], "sample 0 of \"a\" is 2048");
        Refused(Header(["a"], [1], 8), [[0, 128]], "steps by 128");
        Refused(Header(["a"], [1], 99), [[0]], "format 99");
        Refused(Header(["a", "b"], [1, 1], 16), [[0]], "2 signals, but 1 arrays");
        Refused(Header(["a", "b"], [1, 2], 16), [[0], [0]], "1 values, but 1 frames of 2");
        Refused(Header(["a"], [1], 16) with { Name = "other" }, [[0]], "names must agree");
        Refused(Header(["a\nb"], [1], 16), [[0]], "control characters");
        WfdbHeader header = Header(["a"], [1], 16);
        Refused(header with { Signals = [header.Signals[0] with { FileName = "../r.dat" }] }, [[0]], "plain file name");
        Refused(header with { Signals = [header.Signals[0] with { Unit = "m V" }] }, [[0]], "without blanks");
        Assert.Empty(Directory.GetFiles(_folder.PathOf("")));
    }

    [Fact]
    public void Annotations_come_back_in_every_field_also_after_long_gaps()
    {
        WfdbAnnotation[] annotations =
        [
            Annotation(0, 1), Annotation(1023, 5, subtype: -1, channel: 2, number: -128), Annotation(2047, 28, text: "(AFIB"), Annotation(2047, 22, channel: 2, number: 5, text: "odd"),
            Annotation(5_000_000_000, 49, subtype: 127, channel: 255), Annotation(5_000_000_000, 1),
        ];
        WfdbAnnotationFile.Write(_folder.PathOf("r.atr"), annotations.Reverse(), 500, new Dictionary<int, string> { [42] = "AMP R-peak amplitude" });
        WfdbAnnotationFile read = WfdbAnnotationFile.Read(_folder.PathOf("r.atr"), 250);
        Assert.Equal(500, read.RateHz);
        Assert.Equal("AMP R-peak amplitude", read.Definitions[42]);
        Assert.Equal(
            annotations.Select(a => (a.Sample, a.Code, a.Subtype, a.Channel, a.Number, a.Text)).Order(),
            read.Annotations.Select(a => (a.Sample, a.Code, a.Subtype, a.Channel, a.Number, a.Text)).Order());
        Assert.Equal((1, 28, 42, 0), (WfdbAnnotationCodes.CodeOf("N"), WfdbAnnotationCodes.CodeOf("+"), WfdbAnnotationCodes.CodeOf("[42]"), WfdbAnnotationCodes.CodeOf("none")));
        Assert.Throws<ArgumentException>(() => WfdbAnnotationFile.Write(_folder.PathOf("r.atr"), [Annotation(-1, 1)]));
        Assert.Throws<ArgumentException>(() => WfdbAnnotationFile.Write(_folder.PathOf("r.atr"), [Annotation(0, 50)]));
        Assert.Throws<ArgumentException>(() => WfdbAnnotationFile.Write(_folder.PathOf("r.atr"), [Annotation(0, 1, text: new string('x', 256))]));
    }

    [Fact]
    public void Reference_annotations_are_written_and_read_again()
    {
        string path = Assets.Require("wfdb", "wfdb-python", "100.atr");
        WfdbAnnotationFile.Write(_folder.PathOf("100.atr"), WfdbAnnotationFile.Read(path, 360).Annotations);
        Assert.Equal(WfdbAnnotationFile.Read(path, 360).Annotations.Select(a => (a.Sample, a.Symbol, a.Text)), WfdbAnnotationFile.Read(_folder.PathOf("100.atr"), 360).Annotations.Select(a => (a.Sample, a.Symbol, a.Text)));
    }

    private static WfdbAnnotation Annotation(long sample, int code, int subtype = 0, int channel = 0, int number = 0, string text = "") => new()
    {
        OnsetSeconds = sample / 500.0,
        Sample = sample,
        Code = code,
        Symbol = WfdbAnnotationCodes.SymbolOf(code),
        Subtype = subtype,
        Channel = channel,
        Number = number,
        Text = text,
    };

    private static int[] Values(int format, int bits, int count, int seed)
    {
        var random = new Random(seed);
        int[] values = new int[count];
        for (int i = 0; i < count; i++)
        {
            long any = random.NextInt64(-(1L << (bits - 1)), 1L << (bits - 1));
            values[i] = format == 8 ? Math.Clamp((i == 0 ? 1000 : values[i - 1]) + random.Next(-128, 128), -30_000, 30_000) : (int)any;
        }

        return values;
    }

    private static WfdbHeader Header(string[] labels, int[] perFrame, int format) => new()
    {
        Name = "r",
        RateHz = 10,
        CounterRateHz = 10,
        Signals = [.. labels.Select((label, i) => new WfdbSignalHeader { FileName = "r.dat", Format = format, SamplesPerFrame = perFrame[i], Gain = 200, IsCalibrated = true, AdcResolution = 12, Description = label })],
        Comments = [],
    };

    private void Refused(WfdbHeader header, int[][] digital, string shown) =>
        Assert.Contains(shown, Assert.Throws<ArgumentException>(() => WfdbWriter.Write(_folder.PathOf("r"), header, digital)).Message, StringComparison.Ordinal);
}
