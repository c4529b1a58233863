using System.Globalization;
using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Wfdb;

/// <summary>Every WFDB file of the corpus, exact in digital samples.</summary>
public sealed class WfdbCorpusTests
{
    private static readonly SignalReadOptions Digital = new() { IncludeDigital = true, IncludeAnnotations = false };
    private static readonly WfdbOptions AsStored = new() { IgnoreSkew = true };

    [Fact]
    public void Records_equal_their_references()
    {
        int read = 0;
        foreach (JsonProperty entry in Digest.References("wfdb").GetProperty("records").EnumerateObject())
        {
            WfdbRecord record = WfdbRecord.Open(Assets.Require(["wfdb", .. entry.Name.Split('/')]), AsStored);
            CheckHeader(entry.Value.GetProperty("header"), record.Header);
            int index = 0;
            foreach (JsonElement signal in entry.Value.GetProperty("signals").EnumerateArray())
            {
                CheckSignal(signal, record, index);
                read++;
                index++;
            }
        }

        Assert.Equal(57, read);
    }

    [Fact]
    public void Checksums_of_all_records_match_their_headers()
    {
        int checkedSignals = 0;
        foreach (JsonProperty entry in Digest.References("wfdb").GetProperty("records").EnumerateObject())
        {
            WfdbRecord record = WfdbRecord.Open(Assets.Require(["wfdb", .. entry.Name.Split('/')]));
            Assert.All(record.VerifyChecksums(), sum => Assert.True(sum.Matches, $"{entry.Name}: {sum}"));
            checkedSignals += record.Signals.Count;
        }

        Assert.Equal(57, checkedSignals);
    }

    [Fact]
    public void Generated_records_equal_their_truth_or_fail_cleanly()
    {
        (int read, int refused) = (0, 0);
        foreach (JsonProperty entry in Digest.References("synthetic", "wfdb").EnumerateObject().Where(entry => entry.Name.EndsWith(".hea", StringComparison.Ordinal)))
        {
            string path = Assets.Require("synthetic", "wfdb", entry.Name);
            if (entry.Value.TryGetProperty("expect", out _))
            {
                Assert.Throws<WfdbException>(() => WfdbRecord.Open(path).Read());
                refused++;
                continue;
            }

            WfdbRecord record = WfdbRecord.Open(path);
            Assert.Equal(entry.Value.Number("fs"), record.Header.RateHz);
            Assert.All(record.VerifyChecksums(), sum => Assert.True(sum.Matches, $"{entry.Name}: {sum}"));
            SignalRecord all = record.Read(Digital);
            int index = 0;
            foreach (JsonElement expected in entry.Value.GetProperty("signals").EnumerateArray())
            {
                Signal signal = all.Signals[index++];
                Assert.Equal((long)expected.Number("sum"), signal.Digital!.Sum(value => (long)value));
                if (expected.Text("sha256_i32le") is { } digest)
                {
                    Assert.Equal(digest, Digest.Of(signal.Digital!));
                    Assert.Equal(expected.Number("phys0"), signal.Samples[0], 1e-9 * Math.Abs(expected.Number("phys0")));
                }
            }

            read++;
        }

        Assert.Equal((11, 5), (read, refused));
    }

    [Fact]
    public void Several_samples_per_frame_offsets_time_and_counter_of_the_generated_record_are_understood()
    {
        WfdbRecord record = WfdbRecord.Open(Assets.Require("synthetic", "wfdb", "sy_multi.hea"));
        Assert.Equal([500, 125, 125], record.Signals.Select(signal => signal.RateHz));
        Assert.Equal(["ECG fast", "ABP, arterial", "no gain"], record.Signals.Select(signal => signal.Label));
        Assert.Equal((1000.0, 5.0), (record.Header.CounterRateHz, record.Header.BaseCounter));
        Assert.Equal(new DateTime(2020, 2, 29, 13, 5, 1, 500), record.StartTime);
        Assert.Equal(["leading comment", "<age>: 61 <sex>: F"], record.Comments);
        Assert.False(record.Header.Signals[2].IsCalibrated);
    }

    [Fact]
    public void Annotations_equal_their_references()
    {
        int files = 0;
        foreach (JsonProperty entry in Digest.References("wfdb").GetProperty("annotations").EnumerateObject())
        {
            string path = Assets.Require(["wfdb", .. entry.Name.Split('/')]);
            WfdbAnnotationFile file = WfdbAnnotationFile.Read(path, 360);
            JsonElement expected = entry.Value;
            Assert.Equal(expected.GetProperty("n").GetInt32(), file.Annotations.Count);
            Assert.Equal(expected.GetProperty("samples").EnumerateArray().Select(sample => sample.GetInt64()).Take(file.Annotations.Count), file.Annotations.Take(expected.GetProperty("samples").GetArrayLength()).Select(annotation => annotation.Sample));
            foreach (JsonProperty count in expected.GetProperty("counts").EnumerateObject())
            {
                Assert.Equal(count.Value.GetInt32(), file.Annotations.Count(annotation => annotation.Symbol == count.Name));
            }

            Assert.Equal(expected.GetProperty("fs_in_file").ValueKind == JsonValueKind.Null ? 360 : expected.Number("fs_in_file"), file.RateHz);
            foreach (JsonElement aux in expected.GetProperty("with_aux").EnumerateArray().Where(aux => aux.Text("aux") != "None"))
            {
                Assert.Equal(aux.Text("aux")!.TrimEnd('\0'), file.Annotations[aux.GetProperty("i").GetInt32()].Text);
            }

            foreach (JsonElement sub in expected.GetProperty("nonzero_sub").EnumerateArray())
            {
                Assert.Equal(sub.GetProperty("subtype").GetInt32(), file.Annotations[sub.GetProperty("i").GetInt32()].Subtype);
            }

            Assert.Equal(expected.GetProperty("nonzero_num").GetInt32(), file.Annotations.Count(annotation => annotation.Number != 0));
            Assert.Equal(expected.GetProperty("nonzero_chan").GetInt32(), file.Annotations.Count(annotation => annotation.Channel != 0));
            files++;
        }

        Assert.Equal(10, files);
    }

    [Fact]
    public void Generated_annotations_equal_their_truth_in_every_field()
    {
        JsonElement truth = Digest.References("synthetic", "wfdb").GetProperty("sy_f16.atr");
        IReadOnlyList<WfdbAnnotation> annotations = WfdbRecord.Open(Assets.Require("synthetic", "wfdb", "sy_f16.hea")).ReadAnnotations("atr").Annotations;
        Assert.Equal(truth.GetProperty("n").GetInt32(), annotations.Count);
        int index = 0;
        foreach (JsonElement expected in truth.GetProperty("annotations").EnumerateArray())
        {
            WfdbAnnotation actual = annotations[index++];
            Assert.Equal(expected.Number("sample"), actual.Sample);
            Assert.Equal(expected.Text("symbol"), actual.Symbol);
            Assert.Equal(
                (expected.Number("subtype"), expected.Number("chan"), expected.Number("num"), expected.Text("aux")),
                (actual.Subtype, actual.Channel, actual.Number, actual.Text));
        }

        Assert.Equal(
            truth.GetProperty("rhythm_episodes").EnumerateArray().Select(episode => episode.Text("aux")!.TrimStart('(')),
            annotations.Where(annotation => annotation.Rhythm is not null).Select(annotation => annotation.Rhythm!));
    }

    [Fact]
    public void Annotations_agree_with_what_the_reference_program_printed()
    {
        string[] lines = File.ReadAllLines(Assets.Require("wfdb", "wfdb-python-expected", "ann-1"));
        IReadOnlyList<WfdbAnnotation> annotations = WfdbRecord.Open(Assets.Require("wfdb", "wfdb-python", "100.hea")).ReadAnnotations("atr").Annotations;
        Assert.Equal(lines.Length, annotations.Count);
        for (int i = 0; i < lines.Length; i++)
        {
            string[] fields = lines[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            WfdbAnnotation a = annotations[i];
            Assert.Equal(string.Join(' ', fields[1..6]), $"{a.Sample} {a.Symbol} {a.Subtype} {a.Channel} {a.Number}");
        }
    }

    [Fact]
    public void Cinc_2017_records_equal_their_references_and_state_their_date_first()
    {
        int records = 0;
        foreach (JsonProperty entry in Digest.References("datasets").GetProperty("cinc2017").EnumerateObject())
        {
            SignalSource source = SignalFile.Open(Assets.Require("datasets", "cinc2017", entry.Name + ".mat"));
            Signal signal = Assert.Single(source.Read(Digital).Signals);
            Assert.Equal(entry.Value.Number("fs"), signal.RateHz);
            Assert.Equal((int)entry.Value.Number("n"), signal.Samples.Length);
            Assert.Equal((long)entry.Value.Number("sum"), signal.Digital!.Sum(value => (long)value));
            Assert.Equal(signal.Digital![0] / 1000.0, signal.Samples[0]);
            Assert.True(source.StartTime is { Year: >= 2011 and <= 2015 }, $"{entry.Name}: {source.StartTime}");
            // The same samples without the header.
            Signal bare = Assert.Single(MatRecord.Open(Path.ChangeExtension(source.FilePath, ".mat"), new MatOptions { RateHz = 300 }).Read(Digital).Signals);
            Assert.Equal(signal.Digital, bare.Digital);
            Assert.Equal(signal.Samples, bare.Samples);
            records++;
        }

        Assert.Equal(107, records);
    }

    [Fact]
    public void Twelve_lead_records_equal_their_references()
    {
        JsonElement datasets = Digest.References("datasets");
        foreach (JsonProperty entry in datasets.GetProperty("cinc2021").EnumerateObject())
        {
            CheckSums(entry.Value.GetProperty("sums"), SignalFile.Open(Assets.Require("datasets", "cinc2021", entry.Name)));
        }

        foreach (JsonProperty entry in datasets.GetProperty("ptbxl").GetProperty("records").EnumerateObject())
        {
            SignalSource source = SignalFile.Open(Assets.Require(["datasets", "ptbxl", .. (entry.Value.Text("file")! + ".hea").Split('/')]));
            CheckSums(entry.Value.GetProperty("sums"), source);
            Assert.Equal(entry.Value.GetProperty("leads").EnumerateArray().Select(lead => lead.GetString()), source.Signals.Select(signal => signal.Label));
        }
    }

    private static void CheckSums(JsonElement sums, SignalSource source) => Assert.Equal(
        sums.EnumerateArray().Select(sum => sum.GetInt64()),
        source.Read(Digital).Signals.Select(signal => signal.Digital!.Sum(value => (long)value)));

    private static void CheckHeader(JsonElement expected, WfdbHeader header)
    {
        Assert.Equal(expected.Text("name"), header.Name);
        Assert.Equal(expected.Number("fs"), header.RateHz);
        Assert.Equal(expected.GetProperty("comments").EnumerateArray().Select(comment => comment.GetString()!.TrimStart('#').Trim()), header.Comments);
        Assert.Equal(expected.Text("base_time") is { } time ? TimeSpan.Parse(time, CultureInfo.InvariantCulture) : null, header.BaseTime);
        int index = 0;
        foreach (JsonElement line in expected.GetProperty("signals").EnumerateArray())
        {
            WfdbSignalHeader signal = header.Signals[index++];
            Assert.Equal(
                (line.Text("file"), line.Number("fmt"), line.Number("spf"), line.Number("skew"), line.Number("offset")),
                (signal.FileName, signal.Format, signal.SamplesPerFrame, signal.SkewFrames, signal.ByteOffset));
            Assert.Equal(
                (line.Number("gain"), line.Number("baseline"), line.Text("units"), line.Number("adc_res"), line.Number("adc_zero")),
                (signal.Gain, signal.Baseline, signal.Unit, signal.AdcResolution!.Value, signal.AdcZero));
            Assert.Equal(
                (line.Number("init"), (int?)((int)line.Number("checksum") & 0xFFFF), line.Text("desc")!.Trim()),
                ((double)signal.InitialValue, signal.Checksum, signal.Description));
        }
    }

    private static void CheckSignal(JsonElement expected, WfdbRecord record, int index)
    {
        Signal signal = Assert.Single(record.Read(Digital with { Signals = [index] }).Signals);
        Assert.Equal(expected.Number("n"), signal.Samples.Length);
        Assert.Equal(expected.Number("fs_effective"), signal.RateHz);
        Assert.Equal(expected.Text("sha256_i32le"), Digest.Of(signal.Digital!));
        Assert.Equal(expected.Number("invalid_marker_count"), signal.Samples.Count(double.IsNaN));
        Digest.PhysicalEqual(expected.GetProperty("phys_first8"), signal);
    }
}
