using DeepHealth.Ecvl.Signals;
using DeepHealth.Signals.Tests.Edf;
using DeepHealth.Signals.Tests.Matlab;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Records;

/// <summary>Damaged files give values or the typed exception, never another one, in bounded time and memory.</summary>
public sealed class MutationTests : IDisposable
{
    private const int Cases = 4000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WFDB_headers()
    {
        _folder.Write("r.dat", new byte[600]);
        _folder.Write("s.hea", "s 3 125 40\nr.dat 212x4 400(1)/mV 16 0 0 0 0 ECG fast\nr.dat 212 12.5(-30)/mmHg 16 0 0 0 0 ABP\nr.dat 212 0\n");
        Run(
            "r.hea",
            [
                "r 3 125/1000(5) 40 13:05:01.5 29/02/2020\nr.dat 212x4 400(1)/mV 16 0 -533 4785 0 ECG fast\nr.dat 212:2 12.5(-30)/mmHg 16 0 -237 17624 0 ABP\nr.dat 212 0 12 0 142 5249 0\n# Age: 61\n"u8.ToArray(),
                "r 2 125 70\nr.dat 8+20 400(1)/mV 16 0 -533 4785 0 a\nr.dat 8x3+20 1 16 0 5 17624 0 b\n"u8.ToArray(),
                "r/4 3 125 130\ns 40\n~ 10\ns 40\ns 40\n"u8.ToArray(),
                "r/3 3 125 60\ns 0\n~ 20\ns 40\n"u8.ToArray(),
            ],
            ReadWfdb);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(212)]
    [InlineData(310)]
    [InlineData(311)]
    public void WFDB_signal_files(int format)
    {
        _folder.Write("r.hea", $"r 2 125 20\nr.dat {format} 1 0 0 5 0 0 a\nr.dat {format}x2 1 0 0 5 0 0 b\n");
        byte[] bytes = new byte[format == 212 ? 90 : format == 8 ? 60 : 80];
        new Random(format).NextBytes(bytes);
        Run("r.dat", [bytes], _ => ReadWfdb(_folder.PathOf("r.hea")));
    }

    [Fact]
    public void WFDB_annotations()
    {
        byte[] notes = [0, 0x58, 23, 0xFC, .. "## time resolution: 500"u8, 0, 0, 0xEC, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0];
        byte[] beats = [18, 0x70, 5, 0xFC, .. "(AFIB"u8, 0, 77, 4, 1, 0xF4, 2, 0xF8, 3, 0xF0, 0, 0xEC, 1, 0, 0, 16, 9, 20, 0, 0];
        Run("r.atr", [[.. notes, .. beats], beats], path => WfdbAnnotationFile.Read(path, 250));
    }

    [Fact]
    public void EDF_plus_files()
    {
        byte[] bytes = new EdfBytes { Reserved = "EDF+D", Recording = "Startdate 04-AUG-2012 X X X" }
            .Signal("ECG", 3).Annotations(16)
            .Record(new[] { 1, 2, 3 }, "+0.25||_+0.75~1.5|Wake|Noise|_")
            .Record(new[] { 4, 5, 6 }, "+9.25||_")
            .ToArray();
        Run("r.edf", [bytes, new EdfBytes().Signal("a", 3).Record(new[] { 1, 2, 3 }).ToArray()], ReadEdf);
    }

    [Fact]
    public void BDF_files()
    {
        byte[] plain = new EdfBytes { Bdf = true, Records = "-1" }.Signal("a", 3).Signal("b", 1).Record(new[] { 1, 2, 3 }, new[] { 4 }).ToArray();
        byte[] plus = new EdfBytes { Bdf = true, Reserved = "BDF+C" }.Annotations(9).Signal("a", 2).Record("+0||_+0.5|x|_", new[] { 1, 2 }).ToArray();
        Run("r.bdf", [plain, plus], ReadEdf);
    }

    [Fact]
    public void MATLAB_files()
    {
        byte[] bytes = [.. MatRecordTests.Matrix("other", 0, false, 1, [1, 2]), .. MatRecordTests.Matrix("val", 3, false, 2, [1, 2, 3, 4, 5, 6])];
        Run("r.mat", [bytes, MatRecordTests.Matrix("val", 1, true, 1, [5, 6])], path => MatRecord.Open(path, new MatOptions { RateHz = 300 }).Read());
    }

    private static void ReadWfdb(string path)
    {
        foreach (bool acceptTruncated in new[] { true, false })
        {
            WfdbRecord record = WfdbRecord.Open(path, new WfdbOptions { AcceptTruncated = acceptTruncated });
            record.Read(new SignalReadOptions { IncludeDigital = true });
            record.VerifyChecksums();
        }
    }

    private static void ReadEdf(string path)
    {
        EdfValidator.Validate(path);
        EdfFile file = EdfFile.Open(path, new EdfOptions { AcceptTruncated = true });
        file.Read(new SignalReadOptions { IncludeDigital = true });
        file.ReadSegments();
        _ = file.StartTime;
    }

    private void Run(string name, byte[][] files, Action<string> read)
    {
        foreach (byte[] file in files)
        {
            read(_folder.Write(name, file));
        }

        Mutations.Run<SignalFormatException>(Cases, files, bytes =>
        {
            string path = _folder.Write(name, bytes);
            try
            {
                read(path);
            }
            catch (SignalFormatException error)
            {
                Assert.Contains(_folder.PathOf(""), error.FilePath, StringComparison.Ordinal);
                Assert.DoesNotContain(error.Message, char.IsControl);
                throw;
            }
        });
    }
}
