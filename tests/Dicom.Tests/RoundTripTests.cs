using DeepHealth.Ecvl.Dicom;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class RoundTripTests
{
    public static TheoryData<string, bool> Encodings => new(
        from syntax in new[] { "same", "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99" }
        from open in new[] { false, true }
        select new TheoryDataRow<string, bool>(syntax, open));

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_readable_file_keeps_every_element(string uid, bool openSequences)
    {
        List<string> failures = [];
        foreach ((string path, string name) in Corpus.Readable())
        {
            // One file of each series is enough.
            if (new FileInfo(path).Length > 1_000_000 || (name.Contains("dcm_qa_nih", StringComparison.Ordinal) && !name.Contains("00001", StringComparison.Ordinal))
                || name.Contains("TINY_ALPHA/PT", StringComparison.Ordinal))
            {
                continue;
            }

            using DicomFile file = DicomFile.Open(path);
            DicomTransferSyntax syntax = uid == "same" ? file.TransferSyntax : DicomTransferSyntax.Of(uid);
            using MemoryStream stream = new();
            try
            {
                file.Save(stream, new DicomWriteOptions { TransferSyntax = syntax, OpenSequences = openSequences });
            }
            catch (DicomException error) when (file.TransferSyntax.IsEncapsulated && uid != "same")
            {
                Assert.Equal(DicomTags.PixelData, error.Tag);
                continue;
            }

            Assert.Equal(0, stream.Length % 2);
            stream.Position = 0;
            using DicomFile again = DicomFile.Open(stream);
            Assert.Equal(syntax, again.TransferSyntax);
            if (Compare.Difference(file.DataSet, again.DataSet, sameVr: syntax.IsExplicit) is { } difference)
            {
                failures.Add($"{name}: {difference}");
            }
        }

        Corpus.Report(failures);
    }
}
