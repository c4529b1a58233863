using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Wfdb;

/// <summary>Records of several segments.</summary>
public sealed class WfdbSegmentTests : IDisposable
{
    private const double Missing = double.NaN;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_fixed_layout_joins_its_segments_around_gaps_with_the_scale_of_each()
    {
        _folder.Write("a.dat", [1, 0, 10, 0, 2, 0, 20, 0]);
        _folder.Write("a.hea", "a 2 1 2\na.dat 16 1/mV 16 0 1 3 0 I\na.dat 16 1/mV 16 0 10 30 0 II\n");
        _folder.Write("b.dat", [3, 0, 30, 0]);
        _folder.Write("b.hea", "b 2 1 1\nb.dat 16 2/mV 16 0 3 3 0 I\nb.dat 16 10/mV 16 0 30 30 0 II\n");
        WfdbRecord record = WfdbRecord.Open(_folder.Write("r.hea", "r/3 2 1 5 12:00:00 01/02/2020\na 2\n~ 2\nb 1\n"));
        Assert.Equal(["I", "II"], record.Signals.Select(signal => signal.Label));
        Assert.Equal(5, record.DurationSeconds);
        Assert.Equal(new DateTime(2020, 2, 1, 12, 0, 0), record.StartTime);
        IReadOnlyList<Signal> signals = record.Read().Signals;
        Assert.Equal([1, 2, Missing, Missing, 1.5], signals[0].Samples);
        Assert.Equal([10, 20, Missing, Missing, 3], signals[1].Samples);
        Assert.Equal([20, Missing, Missing], record.Read(new SignalReadOptions { Signals = [1], StartSeconds = 1, DurationSeconds = 3 }).Signals[0].Samples);
        Assert.Equal([true, true, true, true], record.VerifyChecksums().Select(sum => sum.Matches));
        Assert.Equal([new WfdbSegment("a", 2), new WfdbSegment("~", 2), new WfdbSegment("b", 1)], record.Header.Segments);
    }

    [Fact]
    public void A_variable_layout_finds_signals_by_their_description()
    {
        _folder.Write("r_layout.hea", "r_layout 3 1 0\n~ 0 200 0 0 0 0 0 I\n~ 0x2 100 0 0 0 0 0 fast\n~ 0 50/mmHg 0 0 0 0 0 ABP\n");
        _folder.Write("a.dat", [7, 0, 8, 0]);
        _folder.Write("a.hea", "a 1 1 2\na.dat 16 1/mmHg 16 0 0 0 0 ABP\n");
        _folder.Write("b.dat", [1, 0, 2, 0, 3, 0]);
        _folder.Write("b.hea", "b 2 1 1\nb.dat 16x2 1 16 0 0 0 0 fast\nb.dat 16 1 16 0 0 0 0 I\n");
        WfdbRecord record = WfdbRecord.Open(_folder.Write("r.hea", "r/3 3 1 3\nr_layout 0\na 2\nb 1\n"));
        Assert.True(record.Header.IsVariableLayout);
        Assert.Equal(["mV", "mV", "mmHg"], record.Signals.Select(signal => signal.Unit));
        IReadOnlyList<Signal> signals = record.Read().Signals;
        Assert.Equal([Missing, Missing, 3], signals[0].Samples);
        Assert.Equal([Missing, Missing, Missing, Missing, 1, 2], signals[1].Samples);
        Assert.Equal([7, 8, Missing], signals[2].Samples);
    }

    [Theory]
    [InlineData("r/2 1 1 4\na 2\n~ 2", "x 1 1 2\na.dat 16 1", null)]
    [InlineData("r/1 1 1 3\na 3", "x 1 1 2\na.dat 16 1", "counts 3")]
    [InlineData("r/1 1 1 2\na 2", "x 1 2 2\na.dat 16 1", "frames per second")]
    [InlineData("r/1 1 1 4\na 4", "x 1 1 4\na.dat 16 1", "holds 2")]
    [InlineData("r/1 1 1 2\na 2", "x/1 1 1 2\nb 2", "segments of its own")]
    [InlineData("r/2 1 1 9223372036854775807\na 2\n~ 9223372036854775805", "x 1 1 2\na.dat 16 1", "length of a gap")]
    [InlineData("r/2 1 1 0\n~ 9223372036854775807\n~ 9223372036854775807", "", "counts are damaged")]
    public void Segments_that_contradict_the_record_are_refused(string header, string segment, string? shown)
    {
        _folder.Write("a.dat", [1, 0, 2, 0]);
        _folder.Write("a.hea", segment);
        string path = _folder.Write("r.hea", header);
        if (shown is null)
        {
            Assert.Equal([1, 2, Missing, Missing], WfdbRecord.Open(path).Read().Signals[0].Samples);
            return;
        }

        Assert.Contains(shown, Assert.Throws<WfdbException>(() => WfdbRecord.Open(path).Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_segment_leaves_its_end_missing_where_that_is_accepted()
    {
        _folder.Write("a.dat", [1, 0, 2, 0]);
        _folder.Write("a.hea", "a 1 1 3\na.dat 16 1\n");
        string path = _folder.Write("r.hea", "r/2 1 1 5\na 3\n~ 2\n");
        Assert.Throws<WfdbException>(() => WfdbRecord.Open(path).Read());
        Assert.Equal([1, 2, Missing, Missing, Missing], WfdbRecord.Open(path, new WfdbOptions { AcceptTruncated = true }).Read().Signals[0].Samples);
    }
}
