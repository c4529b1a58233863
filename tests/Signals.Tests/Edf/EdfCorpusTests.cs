using System.Globalization;
using System.Text.Json;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Edf;

/// <summary>Every EDF and BDF file of the corpus, exact in digital samples.</summary>
public sealed class EdfCorpusTests
{
    private static readonly SignalReadOptions Digital = new() { IncludeDigital = true };

    [Theory]
    [InlineData(9, "edf")]
    [InlineData(8, "synthetic", "edf")]
    public void Files_equal_their_references(int expectedFiles, params string[] folder)
    {
        int files = 0;
        foreach (JsonProperty entry in Digest.References(folder).EnumerateObject().Where(entry => entry.Value.TryGetProperty("n_signals", out _)))
        {
            EdfFile file = EdfFile.Open(Assets.Require([.. folder, .. entry.Name.Split('/')]));
            CheckHeader(entry.Value, file);
            CheckSignals(entry.Value, file);
            CheckAnnotations(entry.Value, file);
            files++;
        }

        Assert.Equal(expectedFiles, files);
    }

    [Fact]
    public void Damaged_files_give_the_typed_exception()
    {
        int refused = 0;
        foreach (string path in Directory.GetFiles(Assets.Require("synthetic", "edf"), "sy_bad_*.edf"))
        {
            var error = Assert.Throws<EdfException>(() => EdfFile.Open(path).Read());
            Assert.Contains(Path.GetFileName(path), error.Message, StringComparison.Ordinal);
            refused++;
        }

        Assert.Equal(6, refused);
    }

    [Fact]
    public void A_truncated_file_gives_its_whole_records_where_that_is_accepted()
    {
        EdfFile file = EdfFile.Open(Assets.Require("synthetic", "edf", "sy_bad_truncated.edf"), new EdfOptions { AcceptTruncated = true });
        // 768 bytes of header and 142 of each record: 3275 bytes hold 17 whole records and a part of one.
        Assert.Equal(17, file.RecordCount);
        Assert.Equal(3275 - 768 - (17 * 142), file.TrailingBytes);
        Assert.Equal(17 * file.Header.Signals[0].SamplesPerRecord, file.Read().Signals[0].Samples.Length);
    }

    [Fact]
    public void The_first_annotation_adds_the_fraction_of_a_second_to_the_start()
    {
        EdfFile file = EdfFile.Open(Assets.Require("edf", "pyedflib", "tests", "data", "test_subsecond.edf"));
        Assert.Equal(new DateTime(2020, 1, 24, 4, 5, 56).AddTicks(3945312), file.StartTime);
    }

    [Fact]
    public void A_discontinuous_file_keeps_its_gaps()
    {
        EdfFile file = EdfFile.Open(Assets.Require("synthetic", "edf", "sy_edfplus_d.edf"));
        Assert.Equal([0, 1, 2, 10.5, 11.5, 30.25], file.ReadRecordOnsets());
        Assert.Equal([new EdfSegment(0, 0, 3), new EdfSegment(3, 10.5, 2), new EdfSegment(5, 30.25, 1)], file.ReadSegments());
        // The annotation at 10.75 s lies in the second stretch, stored from second 3 on.
        Assert.Single(file.Read(new SignalReadOptions { StartSeconds = 3, DurationSeconds = 1 }).Annotations);
        Assert.Empty(file.Read(new SignalReadOptions { StartSeconds = 1, DurationSeconds = 1 }).Annotations);
    }

    private static void CheckHeader(JsonElement expected, EdfFile file)
    {
        EdfHeader header = file.Header;
        Assert.Equal(expected.Text("type") == "BDF", header.IsBdf);
        Assert.Equal(expected.Text("patient"), header.Patient);
        Assert.Equal(expected.Text("recording"), header.Recording);
        Assert.Equal((expected.Text("startdate"), expected.Text("starttime")), (header.StartDateText, header.StartTimeText));
        Assert.Equal(DateTime.ParseExact(header.StartDateText + header.StartTimeText, "dd.MM.yyHH.mm.ss", CultureInfo.InvariantCulture), header.StartTime);
        Assert.Equal(expected.Number("header_bytes"), header.HeaderBytes);
        Assert.Equal(expected.Number("n_records_header"), header.RecordCount ?? -1);
        Assert.Equal(expected.Number("n_records_used"), file.RecordCount);
        Assert.Equal(expected.Number("trailing_bytes"), file.TrailingBytes);
        Assert.Equal(expected.Number("record_duration_s"), header.RecordSeconds);
        Assert.Equal(expected.Text("plus") is not null, header.IsPlus);
        Assert.Equal(expected.Text("plus") is ['E' or 'B', .., 'D'], header.IsDiscontinuous);
    }

    private static void CheckSignals(JsonElement expected, EdfFile file)
    {
        IReadOnlyList<Signal> signals = file.Read(Digital).Signals;
        JsonElement[] ordinary = [.. expected.GetProperty("signals").EnumerateArray().Where(signal => signal.TryGetProperty("digital_sha256_i32le", out _))];
        Assert.Equal(ordinary.Length, signals.Count);
        EdfSignalHeader[] headers = [.. file.Header.Signals.Where(signal => !signal.IsAnnotation)];
        for (int i = 0; i < signals.Count; i++)
        {
            JsonElement e = ordinary[i];
            Assert.Equal((e.Text("label"), e.Text("dim"), e.Number("rate_hz")), (signals[i].Label, signals[i].Unit, signals[i].RateHz));
            Assert.Equal((e.Text("transducer"), e.Text("prefilter")), (headers[i].Transducer, headers[i].Prefiltering));
            Assert.Equal(
                (e.Number("phys_min"), e.Number("phys_max"), e.Number("dig_min"), e.Number("dig_max")),
                (headers[i].PhysicalMinimum, headers[i].PhysicalMaximum, headers[i].DigitalMinimum, headers[i].DigitalMaximum));
            Assert.Equal(e.Number("n_samples"), signals[i].Samples.Length);
            Assert.Equal(e.Text("digital_sha256_i32le"), Digest.Of(signals[i].Digital!));
            Digest.PhysicalEqual(e.GetProperty("phys_first8"), signals[i]);
            double deviation = e.Number("phys_std");
            Assert.Equal(e.Number("phys_mean"), signals[i].Samples.Average(), 1e-6 * (Math.Abs(e.Number("phys_mean")) + deviation + 1e-12));
        }
    }

    private static void CheckAnnotations(JsonElement expected, EdfFile file)
    {
        IReadOnlyList<SignalAnnotation> annotations = file.ReadAnnotations();
        Assert.Equal(expected.Number("n_annotations"), annotations.Count);
        // The references count from the header's start time; this library counts from the first sample.
        double shift = expected.TryGetProperty("record_onsets_first5", out JsonElement onsets) ? onsets[0].GetDouble() : 0;
        int index = 0;
        foreach (JsonElement e in expected.GetProperty("annotations").EnumerateArray())
        {
            SignalAnnotation annotation = annotations[index++];
            Assert.Equal(e.Number("onset") - shift, annotation.OnsetSeconds, 1e-9);
            Assert.Equal(e.GetProperty("duration").ValueKind == JsonValueKind.Null ? null : e.Number("duration"), annotation.DurationSeconds);
            Assert.Equal(e.Text("text"), annotation.Text);
        }

        if (onsets.ValueKind == JsonValueKind.Array)
        {
            IReadOnlyList<double> records = file.ReadRecordOnsets();
            Assert.Equal(onsets.EnumerateArray().Select(onset => Math.Round(onset.GetDouble() - shift, 9)), records.Take(onsets.GetArrayLength()).Select(onset => Math.Round(onset, 9)));
            Assert.Equal(expected.Number("record_onsets_last") - shift, records[^1], 1e-9);
        }
    }
}
