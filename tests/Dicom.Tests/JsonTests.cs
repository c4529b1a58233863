using System.Text;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class JsonTests
{
    [Fact]
    public void Every_kind_of_value_has_its_form_of_the_standard()
    {
        DicomDataSet item = new();
        item.Set(DicomTags.PatientID, "x\"y");
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.SpecificCharacterSet, "ISO_IR 100");
        dataSet.Set(DicomTags.PatientName, "Müller^Jörg==jo", "", "B");
        dataSet.Set(DicomTags.Rows, 512);
        dataSet.Set(DicomTags.PatientID, "");
        dataSet.Set(DicomTags.ImageType, "ORIGINAL", "", "AXIAL");
        dataSet.Set(DicomTags.WindowCenter, DicomVr.DS, "+40", "-1.50", "1e3");
        dataSet.Set(new DicomTag(0x0018, 0x9073), 1.5);
        dataSet.Set(new DicomElement(new DicomTag(0x0018, 0x9087), DicomVr.FD, new DicomBytes([.. BitConverter.GetBytes(double.NaN), .. BitConverter.GetBytes(0.1)])));
        dataSet.Set(new DicomElement(new DicomTag(0x0028, 0x0009), DicomVr.AT, new DicomBytes([0x18, 0x00, 0x63, 0x10])));
        dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomBytes([1, 2, 3, 4])));
        dataSet.Set(new DicomElement(DicomTags.ModalityLUTSequence, [item, new DicomDataSet()]));
        string[] expected =
        [
            """ "00080005":{"vr":"CS","Value":["ISO_IR 192"]}""",
            """ "00080008":{"vr":"CS","Value":["ORIGINAL",null,"AXIAL"]}""",
            """ "00100010":{"vr":"PN","Value":[{"Alphabetic":"Müller^Jörg","Phonetic":"jo"},null,{"Alphabetic":"B"}]}""",
            """ "00100020":{"vr":"LO"}""",
            """ "00189073":{"vr":"FD","Value":[1.5]}""",
            """ "00189087":{"vr":"FD","Value":["NaN",0.1]}""",
            """ "00280009":{"vr":"AT","Value":["00181063"]}""",
            """ "00280010":{"vr":"US","Value":[512]}""",
            """ "00281050":{"vr":"DS","Value":["+40",-1.50,1e3]}""",
            """ "00283000":{"vr":"SQ","Value":[{"00100020":{"vr":"LO","Value":["x\"y"]}},{}]}""",
            """ "7FE00010":{"vr":"OB","InlineBinary":"AQIDBA=="}""",
        ];
        Assert.Equal("{" + string.Join(',', expected.Select(text => text.TrimStart())) + "}", DicomJson.Write(dataSet));
    }

    [Fact]
    public void Every_readable_file_comes_back_from_its_text()
    {
        List<string> failures = [];
        foreach ((string path, string name) in Corpus.Readable())
        {
            if (new FileInfo(path).Length > 100_000 || name.Contains("TINY_ALPHA/PT", StringComparison.Ordinal) || name.Contains("dcm_qa_nih", StringComparison.Ordinal))
            {
                continue;
            }

            using DicomFile file = DicomFile.Open(path);
            DicomJsonOptions options = new() { AddressOf = element => element.Fragments is null ? null : "bulk", Fetch = address => Encoding.ASCII.GetBytes(address) };
            try
            {
                string text = DicomJson.Write(file.DataSet, options);
                DicomDataSet again = DicomJson.Read(text, options);
                // Padding and the character set of bytes change, so the second text is what must be equal.
                if (DicomJson.Write(again, new DicomJsonOptions()) is var second && text.Replace("\"BulkDataURI\":\"bulk\"", "\"InlineBinary\":\"YnVsaw==\"", StringComparison.Ordinal) != second
                    && !second.Contains("ISO_IR 192", StringComparison.Ordinal))
                {
                    failures.Add($"{name}: the texts differ");
                }

                if (!again.Where(element => element.Tag != DicomTags.SpecificCharacterSet).Select(element => element.Tag)
                    .SequenceEqual(file.DataSet.Where(element => !element.Tag.IsGroupLength && element.Tag != DicomTags.SpecificCharacterSet).Select(element => element.Tag)))
                {
                    failures.Add($"{name}: the tags differ");
                }
            }
            catch (DicomException error)
            {
                failures.Add($"{name}: {error.Message}");
            }
        }

        Corpus.Report(failures);
    }

    [Fact]
    public void The_standards_forms_of_other_writers_are_read()
    {
        DicomDataSet dataSet = DicomJson.Read("""
            {"00100010":{"vr":"PN","Value":[{"Alphabetic":"Yamada^Tarou","Ideographic":"山田^太郎"}]},
             "00201208":{"vr":"IS","Value":["4"]}, "00180050":{"vr":"DS","Value":[0.333333333333333333]},
             "00091010":{"vr":"UV","Value":["18446744073709551615"]}, "00091011":{"vr":"FL","Value":["-Inf",2.5]},
             "00091012":{"vr":"OW","BulkDataURI":"http://x/1"}, "00081115":{"vr":"SQ","Value":[null,{}]},"00280009":{"vr":"AT","Value":["00181063"]}}
            """, new DicomJsonOptions { Fetch = address => [.. Encoding.ASCII.GetBytes(address[^1..]), 0] });
        Assert.Equal("ISO_IR 192", dataSet.GetString(DicomTags.SpecificCharacterSet));
        Assert.Equal("山田^太郎", dataSet[DicomTags.PatientName].GetPersonNames()[0].Ideographic);
        Assert.Equal(4, dataSet.GetInt32(new DicomTag(0x0020, 0x1208)));
        Assert.Equal("0.33333333333333", dataSet.GetString(DicomTags.SliceThickness));
        Assert.Equal("18446744073709551615", dataSet.GetString(new DicomTag(0x0009, 0x1010)));
        Assert.Equal([double.NegativeInfinity, 2.5], dataSet.GetDoubles(new DicomTag(0x0009, 0x1011)));
        Assert.Equal([(byte)'1', 0], dataSet[new DicomTag(0x0009, 0x1012)].Value.ToArray());
        Assert.Equal(2, dataSet.GetItems(new DicomTag(0x0008, 0x1115)).Count);
        Assert.Equal(new DicomTag(0x0018, 0x1063), dataSet[new DicomTag(0x0028, 0x0009)].GetTags()[0]);
    }

    [Theory]
    [InlineData("[]", "Array")]
    [InlineData("{", "no JSON")]
    [InlineData("""{"0010":{"vr":"LO"}}""", "\"0010\"")]
    [InlineData("""{"00100020":{"vr":"LO"},"00100020":{"vr":"LO"}}""", "twice")]
    [InlineData("""{"00100020":{}}""", "\"vr\"")]
    [InlineData("""{"00100020":{"vr":"XX"}}""", "\"XX\"")]
    [InlineData("""{"00100020":{"vr":"LO","Value":"x"}}""", "array")]
    [InlineData("""{"00100020":{"vr":"LO","Value":[1]}}""", "Number")]
    [InlineData("""{"00100020":{"vr":"LO","Value":["a\\b"]}}""", "separator")]
    [InlineData("""{"00100020":{"vr":"LO","Value":["\ud800"]}}""", "Unicode")]
    [InlineData("""{"00280010":{"vr":"US","Value":[65536]}}""", "65536")]
    [InlineData("""{"00280010":{"vr":"US","Value":[1],"InlineBinary":""}}""", "more than one")]
    [InlineData("""{"00280009":{"vr":"AT","Value":["12"]}}""", "AT")]
    [InlineData("""{"7FE00010":{"vr":"OW","Value":[1]}}""", "InlineBinary")]
    [InlineData("""{"7FE00010":{"vr":"OW","InlineBinary":"?"}}""", "base64")]
    [InlineData("""{"7FE00010":{"vr":"OW","BulkDataURI":"http://x"}}""", "Fetch")]
    public void Texts_that_do_not_follow_the_model_are_refused(string text, string named)
        => Assert.Contains(named, Assert.Throws<DicomException>(() => DicomJson.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Compressed_pixel_data_need_an_address()
    {
        DicomDataSet dataSet = new();
        dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, new DicomFragments(new DicomBytes([]), [new DicomBytes([1, 2])])));
        Assert.Equal(DicomTags.PixelData, Assert.Throws<DicomException>(() => DicomJson.Write(dataSet)).Tag);
        Assert.Equal("""{"7FE00010":{"vr":"OB","BulkDataURI":"a/b"}}""", DicomJson.Write(dataSet, new DicomJsonOptions { AddressOf = _ => "a/b" }));
    }

    [Fact]
    public void Damaged_texts_end_in_the_typed_exception_only()
    {
        byte[][] seeds = [File.ReadAllBytes(Assets.Require("dicom", "pydicom", "test_files", "test1.json")), File.ReadAllBytes(Assets.Require("dicom", "pydicom", "test_files", "test_PN.json"))];
        Mutations.Run<DicomException>(3000, seeds, bytes => DicomJson.Write(DicomJson.Read(bytes, new DicomJsonOptions { Fetch = _ => [] })));
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        string text = string.Concat(Enumerable.Repeat("""{"00081140":{"vr":"SQ","Value":[""", 100)) + string.Concat(Enumerable.Repeat("]}}", 100));
        Assert.Throws<DicomException>(() => DicomJson.Read(text));
        string allowed = string.Concat(Enumerable.Repeat("""{"00081140":{"vr":"SQ","Value":[""", 60)) + string.Concat(Enumerable.Repeat("]}}", 60));
        Assert.Equal(allowed.Replace(",\"Value\":[]", "", StringComparison.Ordinal), DicomJson.Write(DicomJson.Read(allowed)));
    }
}
