using System.Text.Json;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class MutationTests
{
    [Fact]
    public void Mutated_files_end_in_the_typed_exception_only()
    {
        byte[][] seeds = [.. Corpus.Readable().Where(file => new FileInfo(file.Path).Length < 20_000 && !file.Name.Contains("TINY_ALPHA/PT", StringComparison.Ordinal))
            .Select(file => File.ReadAllBytes(file.Path))];
        Mutations.Run<DicomException>(5000, seeds, bytes =>
        {
            using DicomFile file = DicomFile.Open(new MemoryStream(bytes));
            Touch(file.DataSet);
            Try(() => DicomPixels.Of(file).ReadModality(0));
            Try(() => DicomWindow.Of(file.DataSet));
            Try(() => DicomJson.Write(file.DataSet));
            Try(() => new DicomAnonymizer(new DicomUidMap(new byte[16])).Anonymize(file));
            file.Save(Stream.Null);
        });
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        // Each level: an open sequence with an open item.
        byte[] level = [0x08, 0x00, 0x40, 0x11, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF];
        MemoryStream stream = new([.. Enumerable.Repeat(level, 100_000).SelectMany(bytes => bytes)]);
        DicomException error = Assert.Throws<DicomException>(() => DicomFile.Open(stream));
        Assert.Contains("64", error.Message, StringComparison.Ordinal);
        Assert.Equal(new DicomTag(0x0008, 0x1140), error.Tag);
    }

    [Fact]
    public void A_deflated_file_inflates_no_further_than_allowed()
    {
        DicomDataSet dataSet = new();
        dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomBytes(new byte[100_000])));
        using MemoryStream stream = new();
        new DicomFile(dataSet).Save(stream, new DicomWriteOptions { TransferSyntax = DicomTransferSyntax.DeflatedExplicitLittleEndian });
        Assert.InRange(stream.Length, 1, 2000);
        stream.Position = 0;
        Assert.Contains("99999", Assert.Throws<DicomException>(() => DicomFile.Open(stream, new DicomReadOptions { MaximumInflatedBytes = 99_999 })).Message, StringComparison.Ordinal);
        stream.Position = 0;
        Assert.Equal(100_000, DicomFile.Open(stream).DataSet[DicomTags.PixelData].Value.Length);
    }

    // Asks for every value in every way that its representation allows.
    private static void Touch(DicomDataSet dataSet)
    {
        foreach (DicomElement element in dataSet)
        {
            if (element.IsSequence)
            {
                foreach (DicomDataSet item in element.Items)
                {
                    Touch(item);
                }

                continue;
            }

            Try(() => element.GetStrings());
            Try(() => element.GetIntegers());
            Try(() => element.GetDoubles());
            Try(() => element.GetDates());
            Try(() => element.GetTimes());
            Try(() => element.GetDateTimes());
            Try(() => element.GetPersonNames());
            Try(() => element.Fragments?.ReadOffsets());
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (DicomException)
        {
        }
    }
}
