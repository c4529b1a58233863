using System.Globalization;
using DeepHealth.Ecvl.Dicom;
using Xunit;

namespace DeepHealth.Dicom.Tests;

/// <summary>Writes files for tests/Golden/dicom/check_written.py, which lets other programs read them.</summary>
public sealed class WrittenFilesTests
{
    private static readonly (string Name, DicomWriteOptions Options)[] s_encodings =
    [
        ("implicit", new DicomWriteOptions { TransferSyntax = DicomTransferSyntax.ImplicitLittleEndian }),
        ("explicit", new DicomWriteOptions { TransferSyntax = DicomTransferSyntax.ExplicitLittleEndian, OpenSequences = true }),
        ("big", new DicomWriteOptions { TransferSyntax = DicomTransferSyntax.ExplicitBigEndian }),
        ("deflated", new DicomWriteOptions { TransferSyntax = DicomTransferSyntax.DeflatedExplicitLittleEndian, OpenSequences = true }),
    ];

    [Fact]
    public void Files_JSON_and_a_directory_are_written_for_other_programs()
    {
        string folder = Environment.GetEnvironmentVariable("DEEPHEALTH_WRITE") ?? "";
        Assert.SkipWhen(folder.Length == 0, "DEEPHEALTH_WRITE names no folder; only tests/Golden/dicom/check_written.py needs the files.");
        string images = Path.Combine(folder, "SET", "IMAGES");
        Directory.CreateDirectory(images);
        DicomAnonymizer anonymizer = new(new DicomUidMap(new byte[16]), new DicomAnonymizeOptions { AllowBurnedInAnnotation = true });
        List<string> rows = [];
        int number = 0;
        foreach ((string path, string name) in Corpus.Readable())
        {
            // One file of each series is enough.
            if (new FileInfo(path).Length > 200_000 || name.Contains("TINY_ALPHA/PT", StringComparison.Ordinal) || name.Contains("DICOMDIR", StringComparison.Ordinal)
                || (name.Contains("dcm_qa_nih", StringComparison.Ordinal) && !name.Contains("00001", StringComparison.Ordinal)))
            {
                continue;
            }

            string key = (number++).ToString("D6", CultureInfo.InvariantCulture);
            using DicomFile file = DicomFile.Open(path);
            (string Name, DicomWriteOptions Options)[] encodings = file.TransferSyntax.IsEncapsulated && file.DataSet.Contains(DicomTags.PixelData) ? [("same", new DicomWriteOptions())] : s_encodings;
            foreach ((string encoding, DicomWriteOptions options) in encodings)
            {
                string written = $"{key}_{encoding}.dcm";
                file.Save(Path.Combine(folder, written), options);
                rows.Add($"{written}\t{path}");
            }

            File.WriteAllText(Path.Combine(folder, $"{key}.json"), DicomJson.Write(file.DataSet, new DicomJsonOptions { AddressOf = element => element.Fragments is null ? null : "compressed" }));
            rows.Add($"{key}.json\t{path}");
            anonymizer.Anonymize(file).Save(Path.Combine(folder, $"{key}_anonymous.dcm"));
            if (file.DataSet.GetString(DicomTags.SeriesInstanceUID).Length > 0 && file.DataSet.GetString(DicomTags.StudyInstanceUID).Length > 0)
            {
                DicomFile distinct = new(file.DataSet, file.TransferSyntax);
                file.DataSet.Set(DicomTags.SOPInstanceUID, $"1.2.3.{number}");
                distinct.Save(Path.Combine(images, $"IM{key}"));
            }
        }

        File.WriteAllLines(Path.Combine(folder, "manifest.tsv"), rows);
        DicomDirectoryBuilder builder = DicomDirectoryBuilder.OfFolder(Path.Combine(folder, "SET"), "GOLDEN");
        Assert.Empty(builder.LeftOut);
        builder.Save(Path.Combine(folder, "SET", "DICOMDIR"));
    }
}
