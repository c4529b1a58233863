using System.Text;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Annotations;

/// <summary>Both dialects of .tse and .tse_bi, and .csv_bi.</summary>
public sealed class AnnotationFileTests : IDisposable
{
    private const string Seconds = "version = tse_v1.0.0\n\n0.0000 46.2734 bckg 1.0000\n46.2734 52.0742 seiz 1.0000\n";

    private const string Times = "version = tse_v1.0.0   \nannotator = TEST   \ndate = 2022-01-01   \n   \n"
        + "2017-01-10T14:30:00.441406 2017-01-10T14:32:23.062500 bckg 1\n2017-01-10T14:32:23.062500 2017-01-10T14:33:00.000000 seiz 1\n";

    private const string Csv = "# version = csv_v1.0.0\n# duration = 56.0000 secs\n#\nchannel,start_time,stop_time,label,confidence\nTERM,13.0301,33.0118,seiz,1.0000\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Seconds_are_read()
    {
        EventList list = TseFile.Read(_folder.Write("a.tse_bi", Seconds));
        Assert.Null(list.Origin);
        Assert.Equal([new("version", "tse_v1.0.0")], list.Header);
        Assert.Equal([new(0, 46.2734, "bckg"), new(46.2734, 52.0742, "seiz")], list.Events);
    }

    [Fact]
    public void Times_are_read_and_counted_from_the_recording()
    {
        EventList list = TseFile.Read(_folder.Write("a.tse_bi", Times));
        Assert.Equal(3, list.Header.Count);
        Assert.Equal(new DateTime(2017, 1, 10, 14, 30, 0).AddTicks(4414060), list.Origin);
        IReadOnlyList<EventAnnotation> events = list.FromStart(new DateTime(2017, 1, 10, 14, 30, 0));
        Assert.Equal(0.441406, events[0].StartSeconds);
        Assert.Equal(143.0625, events[1].StartSeconds);
        Assert.Equal(180, events[1].EndSeconds);
        Assert.Throws<ArgumentException>(() => list.FromStart(null));
    }

    [Fact]
    public void A_first_event_after_the_start_is_still_in_seconds()
        => Assert.Equal(5, TseFile.Read(_folder.Write("a.tse_bi", "version = tse_v1.0.0\n\n5.0 9.0 seiz 1.0\n")).Events[0].StartSeconds);

    [Fact]
    public void Csv_is_read()
        => Assert.Equal([new(13.0301, 33.0118, "seiz")], CsvBiFile.Read(_folder.Write("a.csv_bi", Csv)).Events);

    [Fact]
    public void Written_files_read_equal()
    {
        string path = _folder.PathOf("b");
        foreach (string text in (string[])[Seconds, Times])
        {
            EventList list = TseFile.Read(_folder.Write("a.tse_bi", text));
            TseFile.Write(path, list);
            EventList again = TseFile.Read(path);
            Assert.Equal(list.Events, again.Events);
            Assert.Equal(list.Header, again.Header);
            Assert.Equal(list.Origin, again.Origin);
        }

        EventList csv = CsvBiFile.Read(_folder.Write("a.csv_bi", Csv));
        CsvBiFile.Write(path, csv);
        Assert.Equal(Csv, File.ReadAllText(path));
    }

    [Fact]
    public void Three_files_of_one_recording_agree()
    {
        string Path(string name) => Assets.Require("synthetic", "edf", name);
        EventList seconds = TseFile.Read(Path("sy_00001234_s001_t000.tse_bi"));
        EventList times = TseFile.Read(Path("sy_00001234_s001_t000_abs.tse_bi"));
        DateTime start = EdfFile.Open(Path("sy_00001234_s001_t000.edf")).StartTime!.Value;
        Assert.Equal(seconds.Events, times.FromStart(start));
        Assert.Equal([seconds.Events[1]], CsvBiFile.Read(Path("sy_00001234_s001_t000.csv_bi")).Events);
        Assert.Equal("gnsz", TseFile.Read(Path("sy_00001234_s001_t000.tse")).Events[1].Label);
    }

    [Theory]
    [InlineData("version = tse_v1.0.0\n\n", 0, "is empty")]
    [InlineData("version = tse_v1.0.0\n\n0 1 bckg\n", 3, "3 words")]
    [InlineData("version = tse_v1.0.0\n\n0 x bckg 1\n", 3, "\"x\"")]
    [InlineData("version = tse_v1.0.0\n\n5 4 bckg 1\n", 3, "before it starts at 5")]
    [InlineData("version = tse_v1.0.0\n\n0 4 bckg 1.5\n", 3, "1.5")]
    [InlineData("version\n\n0 4 bckg 1\n", 1, "\"version\"")]
    [InlineData("version = tse_v1.0.0\n\n2017-01-10T14:30:00 9.5 bckg 1\n", 3, "\"9.5\"")]
    [InlineData("version = tse_v1.0.0\n\n0 NaN bckg 1\n", 3, "\"NaN\"")]
    public void Damaged_lines_are_named(string text, int line, string part)
    {
        var error = Assert.Throws<AnnotationFileException>(() => TseFile.Read(_folder.Write("bad.tse_bi", text)));
        Assert.Equal(line, error.Line);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("bad.tse_bi", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# version = csv_v1.0.0\n", 0, "column names")]
    [InlineData("channel,start\n", 1, "channel,start")]
    [InlineData("channel,start_time,stop_time,label,confidence\nTERM,1,2,seiz\n", 2, "TERM,1,2,seiz")]
    public void Damaged_csv_lines_are_named(string text, int line, string part)
    {
        var error = Assert.Throws<AnnotationFileException>(() => CsvBiFile.Read(_folder.Write("bad.csv_bi", text)));
        Assert.Equal(line, error.Line);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_would_not_read_back_are_refused()
    {
        string path = _folder.PathOf("c");
        Assert.Throws<ArgumentException>(() => TseFile.Write(path, new EventList { Events = [new(0, 1, "two words")] }));
        Assert.Throws<ArgumentException>(() => CsvBiFile.Write(path, new EventList { Events = [new(0, 1, "a,b")] }));
        Assert.Throws<ArgumentException>(() => CsvBiFile.Write(path, new EventList { Events = [new(0, 1, "seiz")], Origin = new DateTime(2020, 1, 1) }));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_missing_file_is_named()
        => Assert.Contains("nothing.tse", Assert.Throws<AnnotationFileException>(() => TseFile.Read(_folder.PathOf("nothing.tse"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Damaged_files_end_in_the_typed_exception()
    {
        byte[][] files = [.. new[] { Seconds, Times, Csv }.Select(Encoding.UTF8.GetBytes)];
        Mutations.Run<AnnotationFileException>(3000, files[..2], bytes => TseFile.Read(_folder.Write("m.tse", bytes)));
        Mutations.Run<AnnotationFileException>(1500, files[2..], bytes => CsvBiFile.Read(_folder.Write("m.csv_bi", bytes)));
    }
}
