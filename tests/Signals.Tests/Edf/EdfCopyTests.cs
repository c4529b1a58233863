using System.Text;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Edf;

/// <summary>Cutting, anonymising and validating files.</summary>
public sealed class EdfCopyTests : IDisposable
{
    private static readonly SignalReadOptions Digital = new() { IncludeDigital = true };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(EdfVariant.EdfPlus)]
    [InlineData(EdfVariant.BdfPlus)]
    public void A_window_of_some_signals_keeps_digital_values_annotations_and_time(EdfVariant variant)
    {
        EdfFile file = Source(variant);
        EdfHeader header = file.Crop(_folder.PathOf("c.edf"), 2.5, 3.5, [1, 0]);
        EdfFile cut = EdfFile.Open(_folder.PathOf("c.edf"));
        Assert.Equal(header.Signals, cut.Header.Signals);
        Assert.Equal(file.StartTime!.Value.AddSeconds(2.5), cut.StartTime);
        Assert.Equal("Startdate 01-JAN-2021 X X X", cut.Header.Recording);
        Assert.Equal(3.5, cut.DurationSeconds);
        SignalRecord whole = file.Read(Digital);
        SignalRecord part = cut.Read(Digital);
        Assert.Equal(whole.Signals[1].Digital![5..12], part.Signals[0].Digital!);
        Assert.Equal(whole.Signals[0].Digital![25..60], part.Signals[1].Digital!);
        Assert.Equal(whole.Signals[0].Samples[25..60], part.Signals[1].Samples);
        SignalAnnotation inside = Assert.Single(part.Annotations);
        Assert.Equal((0.5, 2.0, "inside"), (inside.OnsetSeconds, inside.DurationSeconds, inside.Text));
        Assert.DoesNotContain(EdfValidator.Validate(_folder.PathOf("c.edf")), finding => finding.Severity == EdfSeverity.Error);
    }

    [Fact]
    public void A_discontinuous_file_is_cut_between_records()
    {
        EdfFile file = EdfFile.Open(Assets.Require("synthetic", "edf", "sy_edfplus_d.edf"));
        file.Crop(_folder.PathOf("c.edf"), 2, 3);
        EdfFile cut = EdfFile.Open(_folder.PathOf("c.edf"));
        Assert.Equal([new EdfSegment(0, 0, 1), new EdfSegment(1, 8.5, 2)], cut.ReadSegments());
        int rate = (int)file.Signals[0].RateHz;
        Assert.Equal(file.Read(Digital).Signals[0].Digital![(2 * rate)..(5 * rate)], cut.Read(Digital).Signals[0].Digital!);
        Assert.Contains("discontinuous", Assert.Throws<ArgumentException>(() => file.Crop(_folder.PathOf("c.edf"), 0.5, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_that_cuts_samples_or_leaves_the_file_is_refused()
    {
        EdfFile file = Source(EdfVariant.EdfPlus);
        Assert.Contains("begins a sample", Assert.Throws<ArgumentException>(() => file.Crop(_folder.PathOf("c.edf"), 0.1, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("holds 10 s", Assert.Throws<ArgumentException>(() => file.Crop(_folder.PathOf("c.edf"), 5, 6)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => file.Crop(_folder.PathOf("c.edf"), 0, 1, [2]));
        Assert.Throws<ArgumentException>(() => file.Crop(_folder.PathOf("c.edf"), 0, 0));
        Assert.False(File.Exists(_folder.PathOf("c.edf")));
    }

    [Fact]
    public void An_anonymised_file_names_nobody_and_keeps_its_samples()
    {
        EdfFile file = Source(EdfVariant.EdfPlus);
        EdfFile.Anonymize(file.FilePath, _folder.PathOf("a.edf"));
        EdfFile clean = EdfFile.Open(_folder.PathOf("a.edf"));
        Assert.Equal(("X X X X", "Startdate X X X X"), (clean.Header.Patient, clean.Header.Recording));
        Assert.Equal(new DateTime(1985, 1, 1).AddSeconds(0.25), clean.StartTime);
        Assert.Equal(file.Read(Digital).Signals[0].Digital!, clean.Read(Digital).Signals[0].Digital!);
        Assert.Equal(2, clean.ReadAnnotations().Count);
        Assert.DoesNotContain("Doe", Encoding.Latin1.GetString(File.ReadAllBytes(_folder.PathOf("a.edf"))), StringComparison.Ordinal);
        EdfFile.Anonymize(file.FilePath, file.FilePath, new EdfAnonymizeOptions { KeepAnnotations = false, KeepStart = true, Patient = new EdfPatient { Code = "P1", Sex = 'F' } });
        EdfFile bare = EdfFile.Open(file.FilePath);
        Assert.Equal(("P1 F X X", "Startdate 31-DEC-2020 X X X"), (bare.Header.Patient, bare.Header.Recording));
        Assert.Equal(file.StartTime, bare.StartTime);
        Assert.Empty(bare.ReadAnnotations());
        Assert.Equal(file.RecordCount, bare.ReadRecordOnsets().Count);
        Assert.Empty(EdfValidator.Validate(bare.FilePath));
    }

    [Fact]
    public void Written_files_of_every_variant_have_no_findings()
    {
        foreach (EdfVariant variant in Enum.GetValues<EdfVariant>())
        {
            SignalRecord record = new() { Name = "r", Signals = [new Signal("a", "mV", 4, new double[8]), new Signal("b", "", 1, [1, 2])] };
            EdfFile.Write(_folder.PathOf("v.edf"), record, new EdfWriteOptions { Variant = variant });
            Assert.Empty(EdfValidator.Validate(_folder.PathOf("v.edf")));
        }
    }

    [Fact]
    public void Every_departure_is_found_with_its_place_and_both_values()
    {
        Found(new EdfBytes { Date = "4/8/2012" }, EdfSeverity.Error, "start date", 168, "4/8/2012");
        Found(new EdfBytes { Recording = "Müller" }, EdfSeverity.Error, "recording", 88, "ller");
        Found(new EdfBytes { Records = "-1" }, EdfSeverity.Warning, "number of data records", 236, "-1");
        Found(new EdfBytes { Records = "3" }, EdfSeverity.Error, "file", 0, "2 bytes of data");
        Found(new EdfBytes { Records = "0" }, EdfSeverity.Warning, "file", 512, "2 bytes after");
        Found(new EdfBytes { Duration = "0.3" }, EdfSeverity.Note, "number of samples of signal 0", 472, "3.33");
        Found(new EdfBytes { Duration = "1E0" }, EdfSeverity.Warning, "duration of a data record", 244, "1E0");
        Found(new EdfBytes { Duration = " 1" }, EdfSeverity.Warning, "duration of a data record", 244, " 1");
        Found(new EdfBytes { HeaderLength = "500" }, EdfSeverity.Error, "bytes in header", 184, "500");
        Found(new EdfBytes { Reserved = "EDF+X" }, EdfSeverity.Error, "reserved field", 192, "EDF+X");
        Found(new EdfBytes { Reserved = "EDF+C" }, EdfSeverity.Error, "reserved field", 192, "EDF+C");
        Found(new EdfBytes().Signal("b", 1, "5", "5", "10", "-10"), EdfSeverity.Error, "digital maximum of signal 0", 256 + (2 * 128), "-10", new[] { 0 });
        Found(new EdfBytes().Signal("a", 40_000).Signal("c", 1), EdfSeverity.Warning, "label of signal 2", 288, "a", new int[40_000], new[] { 1 });
    }

    [Fact]
    public void Faults_of_annotations_and_samples_are_found()
    {
        EdfBytes bytes = new EdfBytes { Reserved = "EDF+C", Recording = "Startdate 04-AUG-2012 X X X" }.Signal("a", 1, "-1", "1", "-5", "5").Annotations(16)
            .Record(new[] { 6 }, "+0||_+5|x|_+4|y|_").Record(new[] { 0 }, "+3||_").Record(new[] { 0 }, "+4|text|_");
        IReadOnlyList<EdfFinding> findings = EdfValidator.Validate(_folder.Write("r.edf", bytes.ToArray()));
        Assert.Contains(findings, finding => finding.Severity == EdfSeverity.Warning && finding.Found == "4 after 5" && finding.Offset == 768);
        Assert.Contains(findings, finding => finding.Severity == EdfSeverity.Error && finding.Found == "3" && finding.Field == "annotations of data record 1");
        Assert.Contains(findings, finding => finding.Severity == EdfSeverity.Error && finding.Found == "no time" && finding.Field == "annotations of data record 2");
        Assert.Contains(findings, finding => finding.Field == "samples of signal 0" && finding.Found.StartsWith("1 samples", StringComparison.Ordinal) && finding.Expected.Contains("-5..5", StringComparison.Ordinal));
        Assert.Equal(4, findings.Count);
        Assert.Contains("byte 768", findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_of_the_corpus_have_errors_and_sound_ones_none()
    {
        foreach (string path in Directory.GetFiles(Assets.Require("synthetic", "edf"), "sy_*.?df"))
        {
            IReadOnlyList<EdfFinding> findings = EdfValidator.Validate(path);
            Assert.Equal(Path.GetFileName(path).StartsWith("sy_bad_", StringComparison.Ordinal), findings.Any(finding => finding.Severity == EdfSeverity.Error));
        }
    }

    private EdfFile Source(EdfVariant variant)
    {
        int[] fast = [.. Enumerable.Range(0, 100).Select(i => (i * 37) - 1500)];
        int[] slow = [.. Enumerable.Range(0, 20)];
        var record = new SignalRecord
        {
            Name = "s",
            Signals = [new Signal("ECG", "mV", 10, [.. fast.Select(value => value / 100.0)], fast), new Signal("Temp", "degC", 2, [.. slow.Select(value => value / 10.0)], slow)],
            StartTime = new DateTime(2020, 12, 31, 23, 59, 58, 250),
            Annotations = [new SignalAnnotation { OnsetSeconds = 1, Text = "before" }, new SignalAnnotation { OnsetSeconds = 3, DurationSeconds = 2, Text = "inside" }],
        };
        EdfFile.Write(_folder.PathOf("s.edf"), record, new EdfWriteOptions { Variant = variant, Patient = new EdfPatient { Name = "Jane Doe" } });
        return EdfFile.Open(_folder.PathOf("s.edf"));
    }

    private void Found(EdfBytes bytes, EdfSeverity severity, string field, long offset, string found, params object[] before)
    {
        object[] data = [.. before, new[] { 1 }];
        string path = _folder.Write("r.edf", bytes.Signal("a", 1).Record(data).ToArray());
        EdfFinding[] all = [.. EdfValidator.Validate(path)];
        Assert.Contains(all, finding => finding.Severity == severity && finding.Field == field && finding.Offset == offset && finding.Found.Contains(found, StringComparison.Ordinal));
    }
}
