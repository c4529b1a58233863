using System.Text;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Wfdb;

public sealed class WfdbAnnotationTests : IDisposable
{
    private const int Skip = 59;
    private const int Number = 60;
    private const int Subtype = 61;
    private const int Channel = 62;

    private readonly TemporaryFolder _folder = new();
    private readonly List<byte> _bytes = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_word_of_the_format_is_understood()
    {
        Word(28, 18);
        Text("(AFIB");
        Word(1, 100);
        Word(Subtype, 0xFF);
        Word(Channel, 2);
        Word(Number, 5);
        Word(Skip, 0);
        Long(100_000);
        Word(5, 3);
        Word(41, 1);
        Word(Channel, 0);
        Word(42, 1023);
        Word(0, 0);

        IReadOnlyList<WfdbAnnotation> read = Read(200).Annotations;
        Assert.Equal([18, 118, 100_121, 100_122, 101_145], read.Select(annotation => annotation.Sample));
        Assert.Equal(["+", "N", "V", "r", "[42]"], read.Select(annotation => annotation.Symbol));
        Assert.Equal([0, -1, 0, 0, 0], read.Select(annotation => annotation.Subtype));
        Assert.Equal([0, 2, 2, 0, 0], read.Select(annotation => annotation.Channel));
        Assert.Equal([0, 5, 5, 5, 5], read.Select(annotation => annotation.Number));
        Assert.Equal([false, true, true, true, false], read.Select(annotation => annotation.IsBeat));
        Assert.Equal(["AFIB", null, null, null, null], read.Select(annotation => annotation.Rhythm));
        Assert.Equal(0.59, read[1].OnsetSeconds);
    }

    [Fact]
    public void Leading_notes_set_the_resolution_and_define_codes()
    {
        Word(22, 0);
        Text("## time resolution: 1000");
        Word(22, 0);
        Text("## annotation type definitions");
        Word(22, 0);
        Text("42 AMP R-peak amplitude");
        Word(22, 0);
        Text("## end of definitions");
        Word(Skip, 0);
        Long(-1);
        Word(0, 1);
        Word(42, 500);
        Word(22, 10);
        Text("a real note");
        Word(0, 0);

        WfdbAnnotationFile file = Read(250);
        Assert.Equal(1000, file.RateHz);
        Assert.Equal("AMP R-peak amplitude", file.Definitions[42]);
        Assert.Equal([("AMP", 0.5, ""), ("\"", 0.51, "a real note")], file.Annotations.Select(annotation => (annotation.Symbol, annotation.OnsetSeconds, annotation.Text)));
    }

    [Fact]
    public void The_documented_beats_and_no_others_are_beats()
    {
        string beats = string.Concat(Enumerable.Range(0, 50).Where(WfdbAnnotationCodes.IsBeat).Select(WfdbAnnotationCodes.SymbolOf).Order(StringComparer.Ordinal));
        Assert.Equal(string.Concat("NLRBAaJSVrFejnE/fQ?".Order()), beats);
        Assert.Equal(["[", "]", "!", "|", "[15]", "[17]", "[0]"], new[] { 32, 33, 31, 16, 15, 17, 0 }.Select(WfdbAnnotationCodes.SymbolOf));
    }

    [Theory]
    [InlineData(new byte[0], "the file is empty")]
    [InlineData(new byte[] { 1 }, "ends after 1 bytes")]
    [InlineData(new byte[] { 1, 4 }, "ends after 2 bytes")]
    [InlineData(new byte[] { 0, 0xEC, 0, 0 }, "ends after 4 bytes")]
    [InlineData(new byte[] { 1, 4, 40, 0xFC, 65 }, "a text of 40 bytes begins, but only 1 bytes follow")]
    [InlineData(new byte[] { 1, 0xFC, 65, 0 }, "code 63")]
    [InlineData(new byte[] { 0, 0xEC, 0xFF, 0xFF, 0, 0, 1, 4, 0, 0 }, "goes back")]
    public void Damaged_files_are_refused_with_their_place(byte[] bytes, string shown)
    {
        _bytes.AddRange(bytes);
        var error = Assert.Throws<WfdbException>(() => Read(250));
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
        Assert.Contains("r.atr", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_has_its_reference_annotations_in_the_window_and_names_a_missing_annotator()
    {
        Word(1, 10);
        Word(1, 10);
        Word(1, 10);
        Word(0, 0);
        _folder.Write("r.dat", new byte[80]);
        WfdbRecord record = WfdbRecord.Open(_folder.Write("r.hea", "r 1 10 40\nr.dat 16 1\n"));
        Assert.Empty(record.ReadAnnotations());
        _folder.Write("r.atr", [.. _bytes]);
        Assert.Equal([1.0, 2, 3], record.Read().Annotations.Select(annotation => annotation.OnsetSeconds));
        Assert.Equal([2.0], record.Read(new SignalReadOptions { StartSeconds = 1.5, DurationSeconds = 1.5 }).Annotations.Select(annotation => annotation.OnsetSeconds));
        Assert.Empty(record.Read(new SignalReadOptions { IncludeAnnotations = false }).Annotations);
        Assert.Contains("r.qrs", Assert.Throws<WfdbException>(() => record.ReadAnnotations("qrs")).Message, StringComparison.Ordinal);
    }

    private WfdbAnnotationFile Read(double rate) => WfdbAnnotationFile.Read(_folder.Write("r.atr", [.. _bytes]), rate);

    private void Word(int code, int value)
    {
        int word = (code << 10) | value;
        _bytes.AddRange([(byte)word, (byte)(word >> 8)]);
    }

    private void Long(int value) => _bytes.AddRange([(byte)(value >> 16), (byte)(value >> 24), (byte)value, (byte)(value >> 8)]);

    private void Text(string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        Word(63, bytes.Length);
        _bytes.AddRange(bytes);
        if (bytes.Length % 2 == 1)
        {
            _bytes.Add(0);
        }
    }
}
