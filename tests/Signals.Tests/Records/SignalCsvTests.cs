using System.Text;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Records;

public sealed class SignalCsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Signals_come_back_exactly(char separator)
    {
        var record = new SignalRecord
        {
            Name = "r",
            StartTime = new DateTime(2020, 2, 29, 13, 5, 1, 500),
            WindowStartSeconds = 2,
            Comments = ["Age: 61"],
            Signals = [new Signal("II, \"left\"; x", "mV", 250, [0.1, double.NaN, 1 / 3.0]), new Signal("Resp", "", 250, [1e-300, -2, 3])],
        };
        var options = new SignalCsvOptions { Separator = separator };
        SignalCsv.Write(_folder.PathOf("r.csv"), record, options);
        SignalRecord read = SignalCsv.Read(_folder.PathOf("r.csv"), options);
        Assert.Equal(["II, \"left\"; x", "Resp"], read.Signals.Select(signal => signal.Label));
        Assert.Equal(["mV", ""], read.Signals.Select(signal => signal.Unit));
        Assert.Equal(250, read.Signals[0].RateHz);
        Assert.Equal(record.Signals[0].Samples, read.Signals[0].Samples);
        Assert.Equal(record.Signals[1].Samples, read.Signals[1].Samples);
        Assert.Equal((record.StartTime, 2.0), (read.StartTime, read.WindowStartSeconds));
        Assert.Equal(record.Comments, read.Comments);
    }

    [Fact]
    public void A_table_without_times_needs_its_rate()
    {
        string path = _folder.Write("r.csv", "a,b [uV]\r\n1,2\r\n3,\r\n");
        SignalRecord read = SignalCsv.Read(path, new SignalCsvOptions { RateHz = 100 });
        Assert.Equal([1, 3], read.Signals[0].Samples);
        Assert.Equal([2, double.NaN], read.Signals[1].Samples);
        Assert.Equal(("b", "uV", 100.0), (read.Signals[1].Label, read.Signals[1].Unit, read.Signals[1].RateHz));
    }

    [Theory]
    [InlineData("", "0 columns and 0 lines")]
    [InlineData("time_s,a\n", "2 columns and 0 lines")]
    [InlineData("time_s\n0\n1\n", "1 columns and 2 lines")]
    [InlineData("time_s,a\n0,1\n1,x\n", "line 3, column 2")]
    [InlineData("time_s,a\n0,1\n1\n", "line 3")]
    [InlineData("time_s,a\n0,1\n", "gives no rate")]
    [InlineData("time_s,a\n0,1\n1,1\n3,1\n", "row 2")]
    [InlineData("time_s,a\n0,1\n,1\n3,1\n", "row 2")]
    public void A_table_that_is_none_is_refused_with_its_place(string text, string shown)
    {
        string path = _folder.Write("r.csv", text);
        Assert.Contains(shown, Assert.Throws<SignalFormatException>(() => SignalCsv.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signals_of_different_rates_do_not_share_a_table()
    {
        var record = new SignalRecord { Name = "r", Signals = [new Signal("a", "", 1, [0]), new Signal("b", "", 2, [0])] };
        Assert.Contains("1, 2 Hz", Assert.Throws<ArgumentException>(() => SignalCsv.Write(_folder.PathOf("r.csv"), record)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_tables_end_in_the_typed_exception()
    {
        byte[] good = Encoding.UTF8.GetBytes("# start 2020-02-29T13:05:01\n# note\ntime_s,\"a, b [mV]\",c\n0,1,2\n0.5,,3e5\n1,-1,2\n");
        Mutations.Run<SignalFormatException>(4000, [good], bytes => SignalCsv.Read(_folder.Write("m.csv", bytes)));
    }
}
