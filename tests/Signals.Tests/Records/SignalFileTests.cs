using DeepHealth.Ecvl.Signals;
using DeepHealth.Signals.Tests.Edf;
using DeepHealth.Signals.Tests.Matlab;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Records;

public sealed class SignalFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("r")]
    [InlineData("r.hea")]
    [InlineData("r.dat")]
    [InlineData("r.mat")]
    public void Any_file_of_a_WFDB_record_opens_it(string name)
    {
        _folder.Write("r.mat", MatRecordTests.Matrix("val", 3, false, 1, [5, 6]));
        _folder.Write("r.hea", "r 1 250 2\nr.mat 16+24 1/mV\n");
        SignalSource source = SignalFile.Open(_folder.PathOf(name));
        Assert.IsType<WfdbRecord>(source);
        Assert.Equal([5, 6], source.Read().Signals[0].Samples);
    }

    [Fact]
    public void A_record_name_with_a_dot_is_found_by_its_header()
    {
        _folder.Write("night.edf.hea", "night.edf 0 1 0\n");
        Assert.IsType<WfdbRecord>(SignalFile.Open(_folder.PathOf("night.edf")));
    }

    [Theory]
    [InlineData("r.edf")]
    [InlineData("R.EDF")]
    [InlineData("r.bdf")]
    [InlineData("r.rec")]
    public void The_EDF_family_opens_by_extension(string name)
    {
        Assert.IsType<EdfFile>(SignalFile.Open(_folder.Write(name, new EdfBytes().Signal("a", 1).Record(new[] { 1 }).ToArray())));
    }

    [Fact]
    public void A_bare_mat_file_needs_a_rate()
    {
        string path = _folder.Write("r.mat", MatRecordTests.Matrix("val", 3, false, 1, [5, 6]));
        Assert.Contains("rate is unknown", Assert.Throws<SignalFormatException>(() => SignalFile.Open(path)).Message, StringComparison.Ordinal);
        Assert.Equal([0.005, 0.006], SignalFile.Open(path, new MatOptions { RateHz = 300 }).Read().Signals[0].Samples);
    }

    [Theory]
    [InlineData("gone.edf", "does not exist")]
    [InlineData("gone.hea", "does not exist")]
    [InlineData("gone.dat", "gone.hea")]
    [InlineData("gone.mat", "does not exist")]
    [InlineData("gone", "gone.hea")]
    [InlineData("there.txt", "the extension must be")]
    [InlineData("empty.edf", "is empty")]
    [InlineData("empty.hea", "empty")]
    public void A_missing_wrong_or_empty_file_gives_one_sentence(string name, string shown)
    {
        _folder.Write("there.txt", "hello");
        _folder.Write("empty.edf", "");
        _folder.Write("empty.hea", "");
        var error = Assert.ThrowsAny<SignalFormatException>(() => SignalFile.Open(_folder.PathOf(name)));
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_gives_the_typed_exception()
    {
        Directory.CreateDirectory(_folder.PathOf("d.edf"));
        Assert.Throws<EdfException>(() => SignalFile.Open(_folder.PathOf("d.edf")));
    }

    [Fact]
    public void Truncated_files_are_read_only_where_that_is_accepted()
    {
        string path = _folder.Write("r.edf", new EdfBytes { Records = "3" }.Signal("a", 1).Record(new[] { 1 }).ToArray());
        Assert.Throws<EdfException>(() => SignalFile.Open(path));
        Assert.Single(SignalFile.Open(path, acceptTruncated: true).Read().Signals[0].Samples);
        _folder.Write("w.dat", [1, 0]);
        string header = _folder.Write("w.hea", "w 1 1 3\nw.dat 16 1\n");
        Assert.Throws<WfdbException>(() => SignalFile.Open(header).Read());
        Assert.Single(SignalFile.Open(header, acceptTruncated: true).Read().Signals[0].Samples);
    }

    [Fact]
    public void A_signal_checks_its_rate_and_lengths()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Signal("a", "mV", 0, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Signal("a", "mV", double.NaN, [1]));
        Assert.Throws<ArgumentException>(() => new Signal("a", "mV", 1, [1], [1, 2]));
        Assert.Equal(0.5, new Signal("a", "mV", 2, [1]).DurationSeconds);
    }
}
