using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Wfdb;

/// <summary>Records that the tests write themselves.</summary>
public sealed class WfdbRecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Bytes written by hand from the format's definition; the most negative value marks a missing sample.
    [Theory]
    [InlineData(16, new byte[] { 0x01, 0x00, 0xFE, 0xFF, 0xFF, 0x7F, 0x00, 0x80 }, new[] { 1, -2, 32767, -32768 })]
    [InlineData(61, new byte[] { 0x00, 0x01, 0xFF, 0xFE, 0x7F, 0xFF, 0x80, 0x00 }, new[] { 1, -2, 32767, -32768 })]
    [InlineData(160, new byte[] { 0x01, 0x80, 0xFE, 0x7F, 0xFF, 0xFF, 0x00, 0x00 }, new[] { 1, -2, 32767, -32768 })]
    [InlineData(310, new byte[] { 0x02, 0xF8, 0xFC, 0x7F, 0x00, 0x04 }, new[] { 1, -2, 511, -512 })]
    [InlineData(311, new byte[] { 0x01, 0xF8, 0xFF, 0x1F, 0x00, 0x02 }, new[] { 1, -2, 511, -512 })]
    [InlineData(24, new byte[] { 1, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0x80 }, new[] { 1, -2, 8388607, -8388608 })]
    [InlineData(32, new byte[] { 1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0x80 }, new[] { 1, -2, int.MaxValue, int.MinValue })]
    [InlineData(80, new byte[] { 129, 126, 255, 0 }, new[] { 1, -2, 127, -128 })]
    [InlineData(212, new byte[] { 0x01, 0xF0, 0xFE, 0xFF, 0x87, 0x00 }, new[] { 1, -2, 2047, -2048 })]
    public void Every_format_unpacks_its_bytes_and_turns_its_lowest_value_into_NaN(int format, byte[] bytes, int[] expected)
    {
        _folder.Write("r.dat", bytes);
        string path = _folder.Write("r.hea", $"r 1 100 {expected.Length}\nr.dat {format} 2(1)/mV 0 0 0 0 0 II\n");
        Signal signal = WfdbRecord.Open(path).Read(new SignalReadOptions { IncludeDigital = true }).Signals[0];
        Assert.Equal(expected, signal.Digital);
        Assert.Equal((expected[0] - 1) / 2.0, signal.Samples[0]);
        Assert.Equal((expected[2] - 1.0) / 2.0, signal.Samples[2]);
        Assert.Equal(double.NaN, signal.Samples[3]);
    }

    [Fact]
    public void Any_window_equals_that_part_of_the_whole_also_inside_packed_blocks()
    {
        // Three signals with 1, 3 and 1 samples per frame in format 212: frames begin inside three-byte blocks.
        byte[] bytes = new byte[(5 * 40 * 3 / 2)];
        new Random(1).NextBytes(bytes);
        _folder.Write("r.dat", bytes);
        WfdbRecord record = WfdbRecord.Open(_folder.Write("r.hea", "r 3 10 40\nr.dat 212 1\nr.dat 212x3 1\nr.dat 212:2 1\n"));
        SignalRecord whole = record.Read(new SignalReadOptions { IncludeDigital = true });
        for (int start = 0; start < 40; start += 3)
        {
            for (int length = 0; length <= 40 - start; length += 5)
            {
                var window = new SignalReadOptions { StartSeconds = start / 10.0, DurationSeconds = length / 10.0, IncludeDigital = true, Signals = [2, 1] };
                SignalRecord part = record.Read(window);
                Assert.Equal(whole.Signals[2].Digital![start..(start + length)], part.Signals[0].Digital);
                Assert.Equal(whole.Signals[1].Digital![(3 * start)..(3 * (start + length))], part.Signals[1].Digital);
                Assert.Equal(window.StartSeconds, part.WindowStartSeconds);
            }
        }
    }

    [Fact]
    public void Skew_moves_a_lagging_signal_forward_and_leaves_its_end_missing()
    {
        _folder.Write("r.dat", [1, 0, 10, 0, 2, 0, 20, 0, 3, 0, 30, 0]);
        string path = _folder.Write("r.hea", "r 2 1 3\nr.dat 16 1\nr.dat 16:2 1\n");
        IReadOnlyList<Signal> aligned = WfdbRecord.Open(path).Read().Signals;
        Assert.Equal([1, 2, 3], aligned[0].Samples);
        Assert.Equal([30, double.NaN, double.NaN], aligned[1].Samples);
        Assert.Equal([10, 20, 30], WfdbRecord.Open(path, new WfdbOptions { IgnoreSkew = true }).Read().Signals[1].Samples);
    }

    [Fact]
    public void Defaults_of_the_standard_stand_in_for_absent_fields()
    {
        _folder.Write("r.dat", [200, 0]);
        WfdbRecord record = WfdbRecord.Open(_folder.Write("r.hea", "\n# first\nr 1\nr.dat 16\n#  second \n"));
        SignalInfo info = Assert.Single(record.Signals);
        Assert.Equal(new SignalInfo(0, "signal 0", "mV", 250, 1), info);
        Assert.Equal(["first", "second"], record.Comments);
        Assert.Equal(1.0, record.Read().Signals[0].Samples[0]);
        Assert.False(record.Header.Signals[0].IsCalibrated);
        Assert.Null(record.StartTime);
        Assert.Equal(-1, record.IndexOf("II"));
        Assert.Equal(0, record.IndexOf("SIGNAL 0"));
    }

    [Theory]
    [InlineData("13:05:01.5 29/02/2020", 2020, 2, 29, 13, 5, 1, 500)]
    [InlineData("2014-03-23 04:03:20", 2014, 3, 23, 4, 3, 20, 0)]
    [InlineData("05-May-2020 14:50:55", 2020, 5, 5, 14, 50, 55, 0)]
    public void Start_times_are_understood_in_both_orders(string text, int year, int month, int day, int hour, int minute, int second, int millisecond)
    {
        WfdbRecord record = WfdbRecord.Open(_folder.Write("r.hea", $"r 0 1 1 {text}\n"));
        Assert.Equal(new DateTime(year, month, day, hour, minute, second, millisecond), record.StartTime);
        Assert.Equal(text, record.Header.StartText);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("r", "number of signals")]
    [InlineData("r x", "\"x\"")]
    [InlineData("r -1", "\"-1\"")]
    [InlineData("r/3 1 250 10", "announces 3 segments but lists 0")]
    [InlineData("r/1 1 250 10\nr 10", "segments of its own")]
    [InlineData("r/1 1 250 10\nx", "no number of samples")]
    [InlineData("r/1 1 250 10\n~ 9", "claims 10 samples, but the segments have 9")]
    [InlineData("r/1 1 250 10\n../x 10", "no plain record name")]
    [InlineData("r/1 1 250 10\n~ 5\n~ 5", "line 3")]
    [InlineData("r 1 0 10\nr.dat 16", "sampling frequency \"0\"")]
    [InlineData("r 1 nan 10\nr.dat 16", "\"nan\"")]
    [InlineData("r 1 250 -5\nr.dat 16", "\"-5\"")]
    [InlineData("r 2 250 10\nr.dat 16", "announces 2 signals but describes 1")]
    [InlineData("r 1 250 10\nr.dat 16\nr.dat 16", "line 3")]
    [InlineData("r 1 250 10\nr.dat", "no format")]
    [InlineData("r 1 250 10\nr.dat 16x0", "samples per frame \"0\"")]
    [InlineData("r 1 250 10\nr.dat 16 1(2/mV", "does not close")]
    [InlineData("r 1 250 10\nr.dat 16 abc", "ADC gain \"abc\"")]
    [InlineData("r 2 250 10\nr.dat 16\nr.dat 212", "format 16+0 and 212+0")]
    [InlineData("r 3 250 10\nr.dat 16\ns.dat 16\nr.dat 16", "listed together")]
    [InlineData("r 2 250 10\nr.dat 16x268435456\nr.dat 16", "samples per frame are damaged")]
    [InlineData("r 1 1e308 10\nr.dat 16x100", "no real recording")]
    [InlineData("r 1 250 9223372036854775807\nr.dat 16x2", "no real recording")]
    public void A_malformed_header_is_refused_with_its_place_and_value(string text, string shown)
    {
        string path = _folder.Write("r.hea", text);
        var error = Assert.Throws<WfdbException>(() => WfdbRecord.Open(path));
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
        Assert.Contains("r.hea", error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.FilePath);
    }

    [Theory]
    [InlineData("r.dat 16", 30, "claims 10 samples per signal, but \"r.dat\" with 30 bytes holds 7")]
    [InlineData("r.dat 16", 0, "with 0 bytes holds 0")]
    [InlineData("gone.dat 16", 30, "gone.dat\" does not exist")]
    [InlineData("r.dat 62", 30, "format 62, which is not supported")]
    [InlineData("../r.dat 16", 30, "no plain file name")]
    [InlineData(@"..\r.dat 16", 30, "no plain file name")]
    [InlineData("/etc/hostname 16", 30, "no plain file name")]
    [InlineData("~ 16", 30, "no plain file name")]
    [InlineData("r.dat 16+9223372036854775807", 30, "holds 0")]
    public void A_wrong_signal_file_is_refused_on_reading_while_the_header_still_opens(string line, int bytes, string shown)
    {
        _folder.Write("r.dat", new byte[bytes]);
        WfdbRecord record = WfdbRecord.Open(_folder.Write("r.hea", $"r 2 250 10\n{line} 1\n{line} 1\n"));
        Assert.Equal(2, record.Signals.Count);
        var error = Assert.Throws<WfdbException>(() => record.Read());
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_signal_file_gives_its_whole_frames_where_that_is_accepted()
    {
        _folder.Write("r.dat", [1, 0, 2, 0, 3, 0, 4, 0, 5]);
        string path = _folder.Write("r.hea", "r 2 1 1000000\nr.dat 16 1\nr.dat 16 1\n");
        Assert.Throws<WfdbException>(() => WfdbRecord.Open(path).Read());
        IReadOnlyList<Signal> signals = WfdbRecord.Open(path, new WfdbOptions { AcceptTruncated = true }).Read().Signals;
        Assert.Equal([1, 3], signals[0].Samples);
        Assert.Equal([2, 4], signals[1].Samples);
    }

    [Fact]
    public void A_checksum_that_does_not_match_is_found()
    {
        _folder.Write("r.dat", [255, 255, 10, 0, 255, 255, 20, 0]);
        WfdbRecord record = WfdbRecord.Open(_folder.Write("r.hea", "r 2 1 2\nr.dat 16 1 12 0 -1 -2 0 a\nr.dat 16 1 12 0 10 31 0 b\n"));
        Assert.Equal([new WfdbChecksum(0, 65534, 65534), new WfdbChecksum(1, 31, 30)], record.VerifyChecksums());
        Assert.Equal([true, false], record.VerifyChecksums().Select(sum => sum.Matches));
    }

    [Fact]
    public void A_signal_or_window_outside_the_record_is_a_wrong_argument()
    {
        _folder.Write("r.dat", new byte[20]);
        WfdbRecord record = WfdbRecord.Open(_folder.Write("r.hea", "r 1 1 10\nr.dat 16 1\n"));
        Assert.Throws<ArgumentOutOfRangeException>(() => record.Read(new SignalReadOptions { Signals = [1] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => record.Read(new SignalReadOptions { Signals = [-1] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => record.Read(new SignalReadOptions { StartSeconds = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => record.Read(new SignalReadOptions { StartSeconds = double.NaN }));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => record.Read(new SignalReadOptions { StartSeconds = 5, DurationSeconds = 6 }));
        Assert.Contains("holds 10 s", error.Message, StringComparison.Ordinal);
        Assert.Empty(record.Read(new SignalReadOptions { StartSeconds = 10 }).Signals[0].Samples);
        Assert.Empty(record.Read(new SignalReadOptions { Signals = [] }).Signals);
    }
}
