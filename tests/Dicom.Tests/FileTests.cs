using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class FileTests
{
    [Fact]
    public void Large_values_stay_in_the_file_until_they_are_asked_for()
    {
        using TemporaryFolder folder = new();
        byte[] words = [.. Enumerable.Range(0, 60_001).Select(value => (byte)(value * 7)), 1];
        string path = folder.PathOf("big.dcm");
        DicomDataSet written = new();
        written.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, new DicomBytes(words)));
        new DicomFile(written).Save(path, new DicomWriteOptions { TransferSyntax = DicomTransferSyntax.ExplicitBigEndian });

        DicomFile file = DicomFile.Open(path);
        DicomBytes value = file.DataSet[DicomTags.PixelData].Value;
        Assert.True(value.IsLazy);
        Assert.Equal(words, value.ToArray());
        byte[] part = new byte[10];
        value.CopyTo(100, part);
        Assert.Equal(words[100..110], part);
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => value.ToArray());
    }

    [Fact]
    public void A_file_may_be_written_over_itself_and_leaves_nothing_beside_it()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("a.dcm");
        DicomDataSet written = new();
        written.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, new DicomBytes(new byte[40_000])));
        new DicomFile(written).Save(path);
        using (DicomFile file = DicomFile.Open(path))
        {
            file.DataSet.Set(DicomTags.PatientName, "New^Name");
            file.Save(path);
        }

        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        using DicomFile again = DicomFile.Open(path);
        Assert.Equal("New^Name", again.DataSet.GetString(DicomTags.PatientName));
        Assert.Equal(40_000, again.DataSet[DicomTags.PixelData].Value.Length);
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.dcm", "old");
        DicomDataSet dataSet = new();
        dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes([]), [new DicomBytes([1, 2])])));
        Assert.Throws<DicomException>(() => new DicomFile(dataSet).Save(path));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void The_file_meta_information_states_its_length_and_the_identifiers_of_the_data_set()
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.SOPClassUID, DicomUid.Find("CTImageStorage")!.Value);
        dataSet.Set(DicomTags.SOPInstanceUID, DicomUid.Create());
        using MemoryStream stream = new();
        new DicomFile(dataSet).Save(stream);
        stream.Position = 0;
        using DicomFile file = DicomFile.Open(stream);
        byte[] bytes = stream.ToArray();
        int start = 132 + 12 + file.Meta.GetInt32(DicomTags.FileMetaInformationGroupLength);
        Assert.Equal([0x08, 0x00, 0x16, 0x00], bytes[start..(start + 4)]);
        Assert.Equal("1.2.840.10008.5.1.4.1.1.2", file.Meta.GetString(DicomTags.MediaStorageSOPClassUID));
        Assert.Equal(dataSet.GetString(DicomTags.SOPInstanceUID), file.Meta.GetString(DicomTags.MediaStorageSOPInstanceUID));
        Assert.True(DicomUid.IsValid(dataSet.GetString(DicomTags.SOPInstanceUID)));
    }

    [Fact]
    public void Private_elements_are_found_by_their_creator()
    {
        DicomDataSet dataSet = new();
        dataSet.Set(new DicomTag(0x0029, 0x0010), "OTHER");
        dataSet.Set(new DicomTag(0x0029, 0x0011), "DEEPHEALTH TEST");
        dataSet.Set(new DicomTag(0x0029, 0x1102), DicomVr.SH, "found");
        Assert.Equal("DEEPHEALTH TEST", dataSet.PrivateCreatorOf(new DicomTag(0x0029, 0x1102)));
        Assert.Equal("found", dataSet.FindPrivate("DEEPHEALTH TEST", 0x0029, 0x02)?.GetString());
        Assert.Null(dataSet.FindPrivate("OTHER", 0x0029, 0x02));
    }

    [Fact]
    public void Blocks_of_private_elements_are_reserved()
    {
        DicomDataSet dataSet = new();
        dataSet.Set(new DicomTag(0x0029, 0x0010), "OTHER");
        DicomTag tag = dataSet.PrivateTag("DEEPHEALTH TEST", 0x0029, 0x02);
        Assert.Equal(new DicomTag(0x0029, 0x1102), tag);
        Assert.Equal(tag, dataSet.PrivateTag("DEEPHEALTH TEST", 0x0029, 0x02));
        dataSet.Set(tag, DicomVr.SH, "found");
        Assert.Equal("found", dataSet.FindPrivate("DEEPHEALTH TEST", 0x0029, 0x02)?.GetString());
        Assert.Throws<DicomException>(() => dataSet.PrivateTag("DEEPHEALTH TEST", 0x0028, 0x02));
        for (int block = 0x10; block <= 0xFF; block++)
        {
            dataSet.PrivateTag($"CREATOR {block}", 0x0031, 0);
        }

        Assert.Throws<DicomException>(() => dataSet.PrivateTag("ONE MORE", 0x0031, 0));
    }

    [Fact]
    public void A_copy_is_a_data_set_of_its_own()
    {
        DicomDataSet inner = new();
        inner.Set(DicomTags.PatientName, "Inner");
        DicomDataSet outer = new();
        outer.Set(new DicomElement(DicomTags.ModalityLUTSequence, [inner]));
        DicomDataSet copy = outer.Copy();
        copy.GetItems(DicomTags.ModalityLUTSequence)[0].Set(DicomTags.PatientName, "Other");
        Assert.Equal("Inner", inner.GetString(DicomTags.PatientName));
        Assert.Same(copy, copy.GetItems(DicomTags.ModalityLUTSequence)[0].Parent);
    }

    [Fact]
    public void A_value_too_long_for_its_length_field_is_written_as_unknown_and_read_back_as_it_was()
    {
        DicomDataSet dataSet = new();
        dataSet.Set(new DicomElement(DicomTags.LUTDescriptor, DicomVr.US, new DicomBytes(new byte[70_000])));
        using MemoryStream stream = new();
        new DicomFile(dataSet).Save(stream);
        stream.Position = 0;
        using DicomFile file = DicomFile.Open(stream);
        Assert.Null(Compare.Difference(dataSet, file.DataSet));
    }

    [Fact]
    public void A_data_set_cannot_hold_itself_or_an_item_of_another()
    {
        DicomTag sequence = DicomTags.ModalityLUTSequence;
        DicomDataSet outer = new();
        DicomDataSet inner = new();
        outer.Set(new DicomElement(sequence, [inner]));
        Assert.Throws<DicomException>(() => inner.Set(new DicomElement(sequence, [outer])));
        Assert.Throws<DicomException>(() => new DicomDataSet().Set(new DicomElement(sequence, [inner])));
        Assert.True(outer.Remove(sequence));
        new DicomDataSet().Set(new DicomElement(sequence, [inner]));
    }

    [Fact]
    public void Numbers_are_set_in_the_representation_of_the_dictionary()
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.Rows, 512);
        dataSet.Set(DicomTags.PixelSpacing, 0.7, 1.0 / 3);
        dataSet.Set(DicomTags.InstanceNumber, -4);
        Assert.Equal(512, dataSet.GetInt32(DicomTags.Rows));
        Assert.Equal(["0.7", "0.33333333333333"], dataSet[DicomTags.PixelSpacing].GetStrings());
        Assert.Equal("-4", dataSet.GetString(DicomTags.InstanceNumber));
        Assert.Throws<DicomException>(() => dataSet.Set(DicomTags.Rows, 65536));
        Assert.Throws<DicomException>(() => dataSet.Set(DicomTags.PixelSpacing, double.NaN));
        Assert.Throws<DicomException>(() => dataSet.Set(DicomTags.PatientName, 1));
    }
}
