using System.Diagnostics;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Signals.Tests.Edf;
using DeepHealth.Signals.Tests.Matlab;
using Xunit;

namespace DeepHealth.Signals.Tests.Records;

/// <summary>Damaged files give values or the typed exception, never another one, in bounded time and memory.</summary>
public sealed class MutationTests : IDisposable
{
    private const int Mutations = 4000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WFDB_headers()
    {
        _folder.Write("r.dat", new byte[600]);
        Mutate(
            "r.hea",
            "r 3 125/1000(5) 40 13:05:01.5 29/02/2020\nr.dat 212x4 400(1)/mV 16 0 -533 4785 0 ECG fast\nr.dat 212:2 12.5(-30)/mmHg 16 0 -237 17624 0 ABP\nr.dat 212 0 12 0 142 5249 0\n# Age: 61\n"u8.ToArray(),
            path =>
            {
                WfdbRecord record = WfdbRecord.Open(path);
                record.Read();
                record.VerifyChecksums();
            });
    }

    [Fact]
    public void WFDB_annotations()
    {
        byte[] notes = [0, 0x58, 23, 0xFC, .. "## time resolution: 500"u8, 0, 0, 0xEC, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0];
        byte[] beats = [18, 0x70, 5, 0xFC, .. "(AFIB"u8, 0, 77, 4, 1, 0xF4, 2, 0xF8, 3, 0xF0, 0, 0xEC, 1, 0, 0, 16, 9, 20, 0, 0];
        Mutate("r.atr", [.. notes, .. beats], path => WfdbAnnotationFile.Read(path, 250));
    }

    [Fact]
    public void EDF_plus_files()
    {
        byte[] bytes = new EdfBytes { Reserved = "EDF+D", Recording = "Startdate 04-AUG-2012 X X X" }
            .Signal("ECG", 3).Annotations(16)
            .Record(new[] { 1, 2, 3 }, "+0.25||_+0.75~1.5|Wake|Noise|_")
            .Record(new[] { 4, 5, 6 }, "+9.25||_")
            .ToArray();
        Mutate("r.edf", bytes, ReadEdf);
    }

    [Fact]
    public void BDF_files()
    {
        Mutate("r.bdf", new EdfBytes { Bdf = true, Records = "-1" }.Signal("a", 3).Signal("b", 1).Record(new[] { 1, 2, 3 }, new[] { 4 }).ToArray(), ReadEdf);
    }

    [Fact]
    public void MATLAB_files()
    {
        byte[] bytes = [.. MatRecordTests.Matrix("other", 0, false, 1, [1, 2]), .. MatRecordTests.Matrix("val", 3, false, 2, [1, 2, 3, 4, 5, 6])];
        Mutate("r.mat", bytes, path => MatRecord.Open(path, new MatOptions { RateHz = 300 }).Read());
    }

    private static void ReadEdf(string path)
    {
        EdfFile file = EdfFile.Open(path, new EdfOptions { AcceptTruncated = true });
        file.Read(new SignalReadOptions { IncludeDigital = true });
        file.ReadSegments();
        _ = file.StartTime;
    }

    private void Mutate(string name, byte[] original, Action<string> read)
    {
        read(_folder.Write(name, original));
        var random = new Random(20_251);
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        int refused = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bytes = Mutated(original, random);
            string path = _folder.Write(name, bytes);
            try
            {
                read(path);
            }
            catch (SignalFormatException error)
            {
                Assert.Contains(_folder.PathOf(""), error.FilePath, StringComparison.Ordinal);
                Assert.DoesNotContain(error.Message, char.IsControl);
                refused++;
            }
            catch (Exception other)
            {
                Assert.Fail($"Mutation {i} gave {other}\nof the bytes {Convert.ToHexString(bytes)}");
            }
        }

        long perFile = (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / Mutations;
        Assert.InRange(refused, Mutations / 20, Mutations);
        Assert.InRange(perFile, 0, 200_000);
        // Under a second each on an idle machine; the margin is for a busy one.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 120);
    }

    // Cuts, flips, digits (the counts of text headers) and repeated stretches; sometimes several at once.
    private static byte[] Mutated(byte[] original, Random random)
    {
        var bytes = new List<byte>(original);
        for (int change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 3:
                    bytes[at] = (byte)"0123456789-+.e /x:"[random.Next(18)];
                    break;
                default:
                    int length = Math.Min(random.Next(1, 30), bytes.Count - at);
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }
}
