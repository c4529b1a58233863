using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class DirectoryTests
{
    [Theory]
    [InlineData("DICOMDIR")]
    [InlineData("DICOMDIR-bigEnd")]
    [InlineData("DICOMDIR-implicit")]
    [InlineData("DICOMDIR-reordered")]
    public void Records_stand_in_a_tree_and_name_their_files(string name)
    {
        DicomDirectory directory = DicomDirectory.Open(Folder(name));
        Assert.Equal(["77654033", "98890234"], directory.Records.Select(record => record.DataSet.GetString(DicomTags.PatientID)).Order(StringComparer.Ordinal));
        Assert.Equal(["PATIENT", "STUDY", "SERIES", "IMAGE"], directory.AllRecords().Take(4).Select(record => record.Type));
        Assert.Equal(31, directory.AllRecords().Count(record => record.Type == "IMAGE"));
        foreach (DicomDirectoryRecord record in directory.AllRecords().Where(record => record.Type == "IMAGE"))
        {
            Assert.True(record.IsInUse);
            using DicomFile file = DicomFile.Open(directory.PathOf(record)!);
            Assert.Equal(file.DataSet.GetString(DicomTags.SOPInstanceUID), record.DataSet.GetString(new DicomTag(0x0004, 0x1511)));
            Assert.Equal(file.DataSet.GetString(DicomTags.SeriesInstanceUID), record.Parent!.DataSet.GetString(DicomTags.SeriesInstanceUID));
        }

        Assert.Null(directory.PathOf(directory.Records[0]));
    }

    [Fact]
    public void A_directory_without_records_is_empty()
        => Assert.Empty(DicomDirectory.Open(Folder("DICOMDIR-empty.dcm")).Records);

    [Fact]
    public void A_directory_is_made_of_the_files_in_a_folder()
    {
        using TemporaryFolder folder = new();
        string root = Path.GetDirectoryName(folder.PathOf("DICOMDIR"))!;
        DicomDirectory original = DicomDirectory.Open(Folder("DICOMDIR"));
        int number = 0;
        foreach (DicomDirectoryRecord record in original.AllRecords().Where(record => record.FileId.Count > 0))
        {
            Directory.CreateDirectory(Path.Combine(root, "IMAGES"));
            File.Copy(original.PathOf(record)!, Path.Combine(root, "IMAGES", $"IM{number++:D6}"));
        }

        File.WriteAllText(Path.Combine(root, "README"), "no DICOM file");
        DicomDirectoryBuilder builder = DicomDirectoryBuilder.OfFolder(root, "MADE_HERE");
        Assert.Equal([Path.Combine(root, "README")], builder.LeftOut);
        builder.Save(folder.PathOf("DICOMDIR"));

        DicomDirectory made = DicomDirectory.Open(folder.PathOf("DICOMDIR"));
        Assert.Equal("MADE_HERE", made.FileSetId);
        Assert.Equal(Summary(original), Summary(made));
        foreach (DicomDirectoryRecord record in made.AllRecords().Where(record => record.FileId.Count > 0))
        {
            using DicomFile file = DicomFile.Open(made.PathOf(record)!);
            Assert.Equal(file.DataSet.GetString(DicomTags.SOPInstanceUID), record.DataSet.GetString(new DicomTag(0x0004, 0x1511)));
        }

        // A second time the directory itself is not taken for an object.
        Assert.Equal(builder.LeftOut, DicomDirectoryBuilder.OfFolder(root).LeftOut);
    }

    [Fact]
    public void Names_and_objects_that_a_directory_cannot_have_are_refused()
    {
        DicomFile file = Object(DicomUid.Find("RTDoseStorage")!.Value, "1.2.3");
        DicomDirectoryBuilder builder = new();
        Assert.Contains("dose.dcm", Assert.Throws<DicomException>(() => builder.Add(file, "dose.dcm")).Message, StringComparison.Ordinal);
        Assert.Throws<DicomException>(() => builder.Add(file, "A/B/C/D/E/F/G/H/I"));
        builder.Add(file, "DOSE");
        Assert.Contains("1.2.3", Assert.Throws<DicomException>(() => builder.Add(file, "DOSE2")).Message, StringComparison.Ordinal);
        file.DataSet.Remove(DicomTags.StudyInstanceUID);
        file.DataSet.Set(DicomTags.SOPInstanceUID, "1.2.4");
        Assert.Equal(DicomTags.StudyInstanceUID, Assert.Throws<DicomException>(() => builder.Add(file, "DOSE3")).Tag);
        Assert.Throws<DicomException>(() => new DicomDirectoryBuilder("lower case"));
    }

    [Fact]
    public void Records_have_the_type_and_the_keys_of_their_object()
    {
        using TemporaryFolder folder = new();
        DicomDirectoryBuilder builder = new();
        builder.Add(Object(DicomUid.Find("RTDoseStorage")!.Value, "1.2.3"), "A");
        builder.Add(Object(DicomUid.Find("ComprehensiveSRStorage")!.Value, "1.2.4"), "B");
        builder.Add(Object(DicomUid.Find("HangingProtocolStorage")!.Value, "1.2.5"), "C");
        builder.Add(Object("1.2.999", "1.2.6"), "D");
        builder.Save(folder.PathOf("DICOMDIR"));
        DicomDirectory directory = DicomDirectory.Open(folder.PathOf("DICOMDIR"));
        Assert.Equal(["PATIENT", "STUDY", "SERIES", "RT DOSE", "SR DOCUMENT", "IMAGE", "HANGING PROTOCOL"], directory.AllRecords().Select(record => record.Type));
        Assert.True(directory.AllRecords().First(record => record.Type == "SR DOCUMENT").DataSet[new DicomTag(0x0040, 0xA043)].IsSequence);
    }

    [Fact]
    public void A_chain_of_records_that_returns_to_itself_is_refused()
    {
        byte[] bytes = File.ReadAllBytes(Folder("DICOMDIR"));
        using TemporaryFolder folder = new();
        string path = folder.PathOf("DICOMDIR");
        DicomDirectory.Open(Folder("DICOMDIR"));
        // The first record's next one becomes the first again: (0004,1400) UL 4.
        int next = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x04, 0x00, 0x00, 0x14]) + 8;
        int first = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x04, 0x00, 0x00, 0x12]) + 8;
        bytes.AsSpan(first, 4).CopyTo(bytes.AsSpan(next));
        File.WriteAllBytes(path, bytes);
        Assert.Contains("twice", Assert.Throws<DicomException>(() => DicomDirectory.Open(path)).Message, StringComparison.Ordinal);
        bytes[next] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("no record at offset", Assert.Throws<DicomException>(() => DicomDirectory.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_outside_the_folder_is_refused()
    {
        DicomDirectory directory = DicomDirectory.Open(Folder("DICOMDIR"));
        DicomDirectoryRecord record = directory.AllRecords().First(record => record.FileId.Count > 0);
        record.DataSet.Set(new DicomTag(0x0004, 0x1500), "..", "SECRET");
        Assert.Throws<DicomException>(() => directory.PathOf(record));
    }

    [Fact]
    public void Damaged_directories_end_in_the_typed_exception_only()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("DICOMDIR");
        byte[][] seeds = [File.ReadAllBytes(Folder("DICOMDIR")), File.ReadAllBytes(Folder("DICOMDIR-implicit"))];
        Mutations.Run<DicomException>(1500, seeds, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            Assert.InRange(DicomDirectory.Open(path).AllRecords().Count(), 0, 1000);
        });
    }

    private static string Folder(string name) => Assets.Require("dicom", "pydicom", "test_files", "dicomdirtests", name);

    private static string[] Summary(DicomDirectory directory)
        => [.. directory.AllRecords().Where(record => record.FileId.Count > 0).Select(record => string.Join('|', record.DataSet.GetString(new DicomTag(0x0004, 0x1511)),
            record.Parent!.DataSet.GetString(DicomTags.SeriesInstanceUID), record.Parent.Parent!.DataSet.GetString(DicomTags.StudyInstanceUID),
            record.Parent.Parent.Parent!.DataSet.GetString(DicomTags.PatientName))).Order(StringComparer.Ordinal)];

    private static DicomFile Object(string sopClass, string instance)
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.SOPClassUID, sopClass);
        dataSet.Set(DicomTags.SOPInstanceUID, instance);
        dataSet.Set(DicomTags.PatientID, "P");
        dataSet.Set(DicomTags.StudyInstanceUID, "1.1");
        dataSet.Set(DicomTags.SeriesInstanceUID, "1.1.1");
        return new DicomFile(dataSet);
    }
}
