using System.Text;
using DeepHealth.Ecvl.Dicom;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class AnonymizerTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    [Fact]
    public void What_identifies_is_removed_emptied_replaced_or_kept()
    {
        DicomDataSet source = Sample();
        DicomDataSet result = new DicomAnonymizer(new DicomUidMap(s_key), new DicomAnonymizeOptions { PatientName = "Case^7", PatientId = "7" }).Anonymize(source);
        Assert.Equal("Case^7", result.GetString(DicomTags.PatientName));
        Assert.Equal("7", result.GetString(DicomTags.PatientID));
        Assert.True(result[DicomTags.PatientBirthDate].IsEmpty);
        Assert.True(result[DicomTags.AccessionNumber].IsEmpty);
        Assert.False(result.Contains(DicomTags.PatientAge));
        Assert.False(result.Contains(DicomTags.StudyDescription));
        Assert.Equal("19000101", result.GetString(DicomTags.SeriesDate));
        Assert.Equal("ANONYMIZED", result.GetString(new DicomTag(0x0008, 0x1010)));
        Assert.Equal("CT", result.GetString(DicomTags.Modality));
        Assert.Equal(512, result.GetInt32(DicomTags.Rows));
        Assert.Equal("1.2.840.10008.5.1.4.1.1.2", result.GetString(DicomTags.SOPClassUID));
        Assert.All(result, element => Assert.True(element.Tag.IsStandard && element.Tag.Group is not (0x5000 or 0x6000), element.ToString()));

        // What nested items say of the patient goes as well; references keep pointing to the same object.
        DicomDataSet reference = result.GetItems(new DicomTag(0x0008, 0x1140))[0];
        Assert.Equal(result.GetString(DicomTags.SOPInstanceUID), reference.GetString(new DicomTag(0x0008, 0x1155)));
        Assert.StartsWith("2.25.", result.GetString(DicomTags.SOPInstanceUID), StringComparison.Ordinal);
        Assert.False(reference.Contains(DicomTags.StudyDescription));
        Assert.DoesNotContain("Secret", DicomJson.Write(result), StringComparison.Ordinal);
        Assert.DoesNotContain("1.2.3.4", DicomJson.Write(result), StringComparison.Ordinal);

        Assert.Equal("YES", result.GetString(new DicomTag(0x0012, 0x0062)));
        Assert.Equal("113100", result.GetItems(new DicomTag(0x0012, 0x0064)).Single().GetString(new DicomTag(0x0008, 0x0100)));
        Assert.Equal("REMOVED", result.GetString(new DicomTag(0x0028, 0x0303)));

        // The old data set is as it was.
        Assert.Equal(DicomJson.Write(Sample()), DicomJson.Write(source));
    }

    [Fact]
    public void Identifiers_are_the_same_for_the_same_key_and_cannot_be_linked_by_another()
    {
        DicomUidMap map = new(s_key);
        string mapped = map.Map("1.2.3.4.1");
        Assert.True(DicomUid.IsValid(mapped), mapped);
        Assert.Equal(mapped, new DicomUidMap(s_key).Map("1.2.3.4.1"));
        Assert.NotEqual(mapped, map.Map("1.2.3.4.2"));
        Assert.NotEqual(mapped, new DicomUidMap(DicomUidMap.CreateKey()).Map("1.2.3.4.1"));
        Assert.Equal("1.2.840.10008.1.2.1", map.Map("1.2.840.10008.1.2.1"));
        Assert.Equal("", map.Map(""));
        Assert.Equal(["1.2.3.4.1", "1.2.3.4.2"], map.Known.Keys.Order(StringComparer.Ordinal));
        Assert.Throws<ArgumentException>(() => new DicomUidMap([1, 2, 3]));
    }

    [Fact]
    public void Options_keep_what_they_name_and_say_so()
    {
        DicomAnonymizeOptions options = new() { RetainUids = true, RetainDevice = true, RetainInstitution = true, RetainPatientCharacteristics = true, DateShiftDays = -3 };
        DicomDataSet result = new DicomAnonymizer(new DicomUidMap(s_key), options).Anonymize(Sample());
        Assert.Equal("1.2.3.4.1", result.GetString(DicomTags.SOPInstanceUID));
        Assert.Equal("SecretStation", result.GetString(new DicomTag(0x0008, 0x1010)));
        Assert.Equal("SecretHospital", result.GetString(new DicomTag(0x0008, 0x0080)));
        Assert.Equal("071Y", result.GetString(DicomTags.PatientAge));
        Assert.Equal("20240227", result.GetString(DicomTags.SeriesDate));
        Assert.Equal("20231231235959.5+0100", result.GetString(new DicomTag(0x0008, 0x002A)));
        Assert.Equal("101500", result.GetString(DicomTags.StudyTime));
        Assert.True(result[DicomTags.PatientBirthDate].IsEmpty);
        Assert.Equal(["113100", "113107", "113108", "113109", "113110", "113112"], result.GetItems(new DicomTag(0x0012, 0x0064)).Select(item => item.GetString(new DicomTag(0x0008, 0x0100))));
        Assert.Equal("MODIFIED", result.GetString(new DicomTag(0x0028, 0x0303)));
        DicomDataSet full = new DicomAnonymizer(new DicomUidMap(s_key), new DicomAnonymizeOptions { DateShiftDays = 0 }).Anonymize(Sample());
        Assert.Equal("20240301", full.GetString(DicomTags.SeriesDate));
        Assert.Equal("UNMODIFIED", full.GetString(new DicomTag(0x0028, 0x0303)));
    }

    [Fact]
    public void A_date_that_is_none_becomes_empty_rather_than_stay()
    {
        DicomDataSet source = new();
        source.Set(DicomTags.StudyDate, "Secret");
        source.Set(new DicomTag(0x0008, 0x002A), "2024");
        DicomDataSet result = new DicomAnonymizer(new DicomUidMap(s_key), new DicomAnonymizeOptions { DateShiftDays = 10 }).Anonymize(source);
        Assert.Equal(("", ""), (result.GetString(DicomTags.StudyDate), result.GetString(new DicomTag(0x0008, 0x002A))));
    }

    [Fact]
    public void Identifiers_and_dates_in_a_wrong_representation_do_not_stay()
    {
        DicomDataSet source = new();
        source.Set(DicomTags.StudyDate, DicomVr.LO, "20240301");
        source.Set(DicomTags.StudyTime, "101500");
        source.Set(new DicomTag(0x0008, 0x0201), "+0100");
        source.Set(DicomTags.FrameOfReferenceUID, DicomVr.LO, "1.2.3.4.5");
        source.Set(new DicomElement(DicomTags.StudyInstanceUID, DicomVr.UN, new DicomBytes([49, 46, 50, 0])));
        DicomDataSet result = new DicomAnonymizer(new DicomUidMap(s_key), new DicomAnonymizeOptions { DateShiftDays = 10 }).Anonymize(source);
        Assert.False(result.Contains(DicomTags.StudyDate) || result.Contains(DicomTags.FrameOfReferenceUID) || result.Contains(DicomTags.StudyInstanceUID));
        Assert.Equal(("101500", "+0100"), (result.GetString(DicomTags.StudyTime), result.GetString(new DicomTag(0x0008, 0x0201))));
    }

    [Fact]
    public void No_attribute_of_the_dictionary_keeps_a_name_or_a_date()
    {
        DicomDataSet source = new();
        foreach (DicomTagInfo attribute in DicomTagTable.All.Where(attribute => attribute.Vr is DicomVr.PN or DicomVr.DA or DicomVr.DT && !attribute.Pattern.Contains('x', StringComparison.Ordinal)))
        {
            source.Set(DicomTag.Parse(attribute.Pattern), attribute.Vr, attribute.Vr == DicomVr.PN ? "Secret^Name" : "19991231");
        }

        Assert.InRange(source.Count, 150, 1000);
        string result = DicomJson.Write(new DicomAnonymizer(new DicomUidMap(s_key)).Anonymize(source));
        Assert.DoesNotContain("Secret", result, StringComparison.Ordinal);
        Assert.DoesNotContain("19991231", result, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_character_set_does_not_keep_a_file_from_being_anonymised()
    {
        DicomDataSet source = new();
        source.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, new DicomBytes(Encoding.Latin1.GetBytes("Secr\u00E9t"))));
        source.Set(DicomTags.SpecificCharacterSet, "ISO_IR 999");
        DicomDataSet result = new DicomAnonymizer(new DicomUidMap(s_key), new DicomAnonymizeOptions { PatientId = "7" }).Anonymize(source);
        Assert.Equal([(byte)'7'], result[DicomTags.PatientID].Value.ToArray());
        Assert.Throws<DicomException>(() => new DicomAnonymizer(new DicomUidMap(s_key), new DicomAnonymizeOptions { PatientName = "\u00E9" }).Anonymize(source));
    }

    [Fact]
    public void Pixels_that_show_text_are_refused()
    {
        DicomDataSet source = Sample();
        source.Set(new DicomTag(0x0028, 0x0301), "YES");
        Assert.Equal(new DicomTag(0x0028, 0x0301), Assert.Throws<DicomException>(() => new DicomAnonymizer(new DicomUidMap(s_key)).Anonymize(source)).Tag);
        Assert.NotEmpty(new DicomAnonymizer(new DicomUidMap(s_key), new DicomAnonymizeOptions { AllowBurnedInAnnotation = true }).Anonymize(source));
    }

    [Fact]
    public void Anonymised_files_of_the_corpus_hold_nothing_of_the_patient_and_can_be_written()
    {
        DicomUidMap map = new(s_key);
        DicomAnonymizer anonymizer = new(map, new DicomAnonymizeOptions { AllowBurnedInAnnotation = true });
        foreach ((string path, string name) in Corpus.Readable().Where(file => new FileInfo(file.Path).Length < 200_000 && !file.Name.Contains("TINY_ALPHA/PT", StringComparison.Ordinal)))
        {
            using DicomFile file = DicomFile.Open(path);
            DicomFile result = anonymizer.Anonymize(file);
            using MemoryStream stream = new();
            result.Save(stream);
            byte[] bytes = stream.ToArray();
            foreach (DicomTag tag in new[] { DicomTags.SOPInstanceUID, DicomTags.StudyInstanceUID, DicomTags.PatientName, DicomTags.PatientBirthDate })
            {
                string value = file.DataSet.TryGet(tag, out DicomElement? element) ? Encoding.Latin1.GetString(element.Value.ToArray()).TrimEnd('\0', ' ') : "";
                Assert.False(value.Length > 6 && value is not ("Anonymized" or "19000101") && bytes.AsSpan().IndexOf(Encoding.Latin1.GetBytes(value)) >= 0, $"{name} still holds \"{value}\"");
            }

            Assert.Equal(0, bytes.AsSpan(0, 128).IndexOfAnyExcept((byte)0) + 1);
            stream.Position = 0;
            using DicomFile again = DicomFile.Open(stream);
            Assert.Null(Compare.Difference(result.DataSet, again.DataSet, again.TransferSyntax.IsExplicit));
        }
    }

    private static DicomDataSet Sample()
    {
        DicomDataSet reference = new();
        reference.Set(new DicomTag(0x0008, 0x1155), "1.2.3.4.1");
        reference.Set(DicomTags.StudyDescription, "Secret in an item");
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2");
        dataSet.Set(DicomTags.SOPInstanceUID, "1.2.3.4.1");
        dataSet.Set(DicomTags.StudyInstanceUID, "1.2.3.4.2");
        dataSet.Set(DicomTags.SeriesDate, "20240301");
        dataSet.Set(DicomTags.StudyTime, "101500");
        dataSet.Set(new DicomTag(0x0008, 0x002A), "20240103235959.5+0100");
        dataSet.Set(DicomTags.AccessionNumber, "Secret1");
        dataSet.Set(DicomTags.Modality, "CT");
        dataSet.Set(new DicomTag(0x0008, 0x0080), "SecretHospital");
        dataSet.Set(new DicomTag(0x0008, 0x1010), "SecretStation");
        dataSet.Set(DicomTags.StudyDescription, "Secret study");
        dataSet.Set(new DicomElement(new DicomTag(0x0008, 0x1140), [reference]));
        dataSet.Set(DicomTags.PatientName, "Secret^Name");
        dataSet.Set(DicomTags.PatientID, "Secret2");
        dataSet.Set(DicomTags.PatientBirthDate, "19530101");
        dataSet.Set(DicomTags.PatientAge, "071Y");
        dataSet.Set(DicomTags.Rows, 512);
        dataSet.Set(dataSet.PrivateTag("SECRET CREATOR", 0x0029, 1), DicomVr.LO, "Secret3");
        dataSet.Set(new DicomTag(0x5000, 0x0022), "Secret4");
        dataSet.Set(new DicomTag(0x6000, 0x1500), "Secret5");
        dataSet.Set(new DicomTag(0x0008, 0x7777), DicomVr.LO, "Secret6");
        return dataSet;
    }
}
