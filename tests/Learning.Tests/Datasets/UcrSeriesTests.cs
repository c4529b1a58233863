using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Learning.Tests.Datasets;

public sealed class UcrSeriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("3\t0.5\t-1e-3\n-1\t2\t4\n\n3\t1\t1\n")]
    [InlineData("3,0.5,-0.001\r\n-1,2,4\r\n3,1,1")]
    [InlineData("  3.0000000e+00  5.0e-01 -1.0e-03\n  -1  2  4\n 3 1 1\n")]
    public void Rows_are_read_whatever_separates_the_values(string text)
    {
        IReadOnlyList<LabelledSignal> rows = UcrSeries.Load(_folder.Write("x.txt", text), 140);
        Assert.Equal([1, 0, 1], rows.Select(row => row.Label));
        Assert.Equal([0.5f, -0.001f], rows[0].Samples);
        Assert.Equal([2f, 4f], rows[1].Samples);
        Assert.All(rows, row => Assert.Equal(140, row.RateHz));
        Assert.Equal(3, rows.Select(row => row.Subject).Distinct().Count());
    }

    [Theory]
    [InlineData("1 2 3\n1 2 x\n", "line 2")]
    [InlineData("1 2 3\n\n1.5 2 3\n", "line 3")]
    [InlineData("1 2 3\n1 2 NaN\n", "line 2")]
    [InlineData("1\n", "line 1")]
    [InlineData("1 2 3\n2 1\n", "line 2 has 1 values, the first line has 2")]
    [InlineData("9999999999 1\n", "line 1")]
    [InlineData("", "0 rows")]
    public void Malformed_rows_are_named(string text, string reason)
    {
        string path = _folder.Write("bad.txt", text);
        string message = Assert.Throws<DataException>(() => UcrSeries.Load(path, 140)).Message;
        Assert.Contains("bad.txt", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_file_has_349_heartbeats_of_five_classes()
    {
        IReadOnlyList<LabelledSignal> rows = UcrSeries.Load(Assets.Require("datasets", "ecg5000", "ECG5000.txt"), 140);
        Assert.Equal(349, rows.Count);
        Assert.All(rows, row => Assert.Equal(140, row.Samples.Length));
        Assert.Equal([0, 1, 2, 3, 4], rows.Select(row => row.Label).Distinct().Order());
    }
}
