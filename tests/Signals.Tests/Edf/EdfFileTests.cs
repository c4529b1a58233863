using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Edf;

/// <summary>Files that the tests write themselves.</summary>
public sealed class EdfFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Signals_keep_their_own_rates_and_any_window_equals_that_part_of_the_whole(bool bdf)
    {
        EdfFile file = Open(new EdfBytes { Bdf = bdf, Duration = "0.5" }
            .Signal("a", 4).Signal("b", 1, "100", "-100").Signal("c", 2, "0", "2000", "0", "1000")
            .Record(new[] { 1, -2, 3, -4 }, new[] { 1000 }, new[] { 10, 20 })
            .Record(new[] { 5, 6, 7, 8 }, new[] { -1000 }, new[] { 30, 40 })
            .Record(new[] { 9, 10, 11, 12 }, new[] { 0 }, new[] { 50, 60 }));
        Assert.Equal([8, 2, 4], file.Signals.Select(signal => signal.RateHz));
        Assert.Equal(1.5, file.DurationSeconds);
        SignalRecord whole = file.Read(new SignalReadOptions { IncludeDigital = true });
        Assert.Equal([1, -2, 3, -4, 5, 6, 7, 8, 9, 10, 11, 12], whole.Signals[0].Digital!);
        Assert.Equal([0.1, -0.2], whole.Signals[0].Samples.Take(2).Select(x => Math.Round(x, 12)));
        Assert.Equal([-100, 100, 0], whole.Signals[1].Samples);
        Assert.Equal([20, 40, 60, 80, 100, 120], whole.Signals[2].Samples);
        Assert.Equal(["X F X Jane", "Startdate X X X X"], whole.Comments);
        for (int start = 0; start < 6; start++)
        {
            for (int length = 0; length <= 6 - start; length++)
            {
                SignalRecord part = file.Read(new SignalReadOptions { StartSeconds = start / 4.0, DurationSeconds = length / 4.0, Signals = [2, 0] });
                Assert.Equal(whole.Signals[2].Samples[start..(start + length)], part.Signals[0].Samples);
                Assert.Equal(whole.Signals[0].Samples[(2 * start)..(2 * (start + length))], part.Signals[1].Samples);
            }
        }
    }

    [Fact]
    public void Annotations_of_several_channels_count_from_the_first_sample()
    {
        EdfFile file = Open(new EdfBytes { Reserved = "EDF+C", Recording = "Startdate 04-AUG-2012 X X X" }
            .Annotations(20).Signal("ECG", 2).Annotations(16)
            .Record("+0.25||_+0.75~1.5|Wake|Noise|_", new[] { 1, 2 }, "+0.5|Événement|_")
            .Record("+1.25||_", new[] { 3, 4 }, "-2||x|_"));
        Assert.Equal(new DateTime(2012, 8, 4, 16, 30, 5, 250), file.StartTime);
        Assert.Single(file.Signals);
        Assert.Equal(
            [(0.5, 1.5, "Wake"), (0.5, 1.5, "Noise"), (0.25, null, "Événement"), (-2.25, (double?)null, "x")],
            file.ReadAnnotations().Select(annotation => (annotation.OnsetSeconds, annotation.DurationSeconds, annotation.Text)));
        Assert.Equal([0, 1], file.ReadRecordOnsets());
        Assert.Equal([new EdfSegment(0, 0, 2)], file.ReadSegments());
    }

    [Fact]
    public void A_file_of_annotations_only_may_have_records_without_duration()
    {
        EdfFile file = Open(new EdfBytes { Reserved = "EDF+C", Duration = "0" }.Annotations(12).Record("+0||_+30~10|N1|_"));
        Assert.Empty(file.Signals);
        SignalAnnotation annotation = Assert.Single(file.Read().Annotations);
        Assert.Equal((30.0, 10.0, "N1"), (annotation.OnsetSeconds, annotation.DurationSeconds, annotation.Text));
    }

    [Theory]
    [InlineData("04.08.84", "Startdate X", 2084)]
    [InlineData("04.08.85", "Startdate X", 1985)]
    [InlineData("04.08.12", "Startdate 04-AUG-1912 X", 1912)]
    [InlineData("04/08/12", "", 2012)]
    [InlineData("31.02.12", "", null)]
    [InlineData("00.00.00", "", null)]
    [InlineData("unknown", "", null)]
    public void The_year_follows_the_clipping_rule_and_an_impossible_date_is_no_date(string date, string recording, int? year)
    {
        EdfFile file = Open(new EdfBytes { Date = date, Recording = recording }.Signal("a", 1).Record(new[] { 1 }));
        Assert.Equal(year, file.StartTime?.Year);
        Assert.Equal(date, file.Header.StartDateText);
    }

    [Fact]
    public void An_unknown_number_of_records_follows_from_the_file_length()
    {
        EdfBytes bytes = new EdfBytes { Records = "-1" }.Signal("a", 1).Record(new[] { 1 }).Record(new[] { 2 });
        Assert.Equal(2, Open(bytes).RecordCount);
        string cut = _folder.Write("cut.edf", bytes.ToArray().AsSpan()[..^1]);
        Assert.Contains("-1 (unknown)", Assert.Throws<EdfException>(() => EdfFile.Open(cut)).Message, StringComparison.Ordinal);
        Assert.Equal(1, EdfFile.Open(cut, new EdfOptions { AcceptTruncated = true }).RecordCount);
    }

    [Fact]
    public void More_records_than_the_header_says_are_left_out_and_counted()
    {
        EdfFile file = Open(new EdfBytes { Records = "1" }.Signal("a", 2).Record(new[] { 1, 2 }).Record(new[] { 3, 4 }));
        Assert.Equal((1, 4), (file.RecordCount, file.TrailingBytes));
        Assert.Equal(2, file.Read().Signals[0].Samples.Length);
    }

    [Fact]
    public void A_signal_without_a_scale_is_refused_alone()
    {
        EdfFile file = Open(new EdfBytes().Signal("good", 1).Signal("flat", 1, digitalMin: "5", digitalMax: "5").Record(new[] { 1 }, new[] { 2 }));
        Assert.Single(file.Read(new SignalReadOptions { Signals = [0] }).Signals);
        var error = Assert.Throws<EdfException>(() => file.Read());
        Assert.Contains("\"flat\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("5..5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_shrinks_after_opening_is_refused()
    {
        byte[] bytes = new EdfBytes().Signal("a", 1).Record(new[] { 1 }).ToArray();
        EdfFile file = EdfFile.Open(_folder.Write("r.edf", bytes));
        _folder.Write("r.edf", bytes.AsSpan()[..^1]);
        Assert.Contains("now has", Assert.Throws<EdfException>(() => file.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_headers_are_refused_with_field_and_value()
    {
        Refused(new EdfBytes { Version = "1" }, "version \"0\"");
        Refused(new EdfBytes { SignalCount = "x" }, "number of signals in the header");
        Refused(new EdfBytes { SignalCount = "-3" }, "\"-3\"");
        Refused(new EdfBytes { HeaderLength = "999" }, "claims 999 bytes, but 1 signals need 512");
        Refused(new EdfBytes { SignalCount = "9998", HeaderLength = "2559744" }, "fewer than the 2559744");
        Refused(new EdfBytes { Records = "-2" }, "\"-2\"");
        Refused(new EdfBytes { Records = "99999999" }, "says 99999999 data records of 2 bytes, but the file holds 1");
        Refused(new EdfBytes { Duration = "0" }, "0 seconds");
        Refused(new EdfBytes { Duration = "-1" }, "-1 seconds");
        Refused(new EdfBytes { Duration = "1e-320" }, "is no rate");
        Refused(new EdfBytes { Duration = "NaN" }, "\"NaN\"");
        Refused(new EdfBytes { Reserved = "EDF+C" }, "no annotation channel");
    }

    [Theory]
    [InlineData("+0||", "does not end")]
    [InlineData("0||_", "not of the form")]
    [InlineData("+0_", "not of the form")]
    [InlineData("+0|text_", "not of the form")]
    [InlineData("+x||_", "onset")]
    [InlineData("+0~|a|_", "duration")]
    [InlineData("+1e5||_", "onset")]
    [InlineData("____", "does not begin with its time")]
    public void Malformed_annotations_are_refused_with_their_place(string text, string shown)
    {
        string path = _folder.Write("r.edf", new EdfBytes { Reserved = "EDF+C" }.Annotations((text.Length + 1) / 2).Record(text.PadRight((text.Length + 1) / 2 * 2, text[^1] == '_' ? '_' : '|')).ToArray());
        var error = Assert.Throws<EdfException>(() => EdfFile.Open(path).Read());
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
        Assert.Contains("record 0", error.Message, StringComparison.Ordinal);
    }

    private EdfFile Open(EdfBytes bytes) => EdfFile.Open(_folder.Write("r.edf", bytes.ToArray()));

    private void Refused(EdfBytes bytes, string shown)
    {
        string path = _folder.Write("r.edf", bytes.Signal("a", 1).Record(new[] { 1 }).ToArray());
        var error = Assert.Throws<EdfException>(() => EdfFile.Open(path));
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
        Assert.Contains("r.edf", error.Message, StringComparison.Ordinal);
    }
}
