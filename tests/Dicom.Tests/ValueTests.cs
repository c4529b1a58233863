using System.Text;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class ValueTests
{
    private static readonly DicomTag s_private = new(0x0029, 0x1008);

    [Fact]
    public void Text_numbers_are_read()
    {
        Assert.Equal([-1.5, 200, 0.25], Element(DicomVr.DS, " -1.5\\+2e2 \\.25").GetDoubles());
        Assert.Equal([12, -3], Element(DicomVr.IS, "+12 \\-3").GetIntegers());
        Assert.Equal(3, Element(DicomVr.IS, "3.0 ").GetInteger());
        DicomException error = Assert.Throws<DicomException>(() => Element(DicomVr.IS, "1A").GetInteger());
        Assert.Contains("\"1A\"", error.Message, StringComparison.Ordinal);
        Assert.Equal(s_private, error.Tag);
    }

    [Fact]
    public void Texts_lose_padding_and_are_split_where_the_standard_says_so()
    {
        Assert.Equal(["A", "B C", ""], Element(DicomVr.LO, " A \\B C\\ ").GetStrings());
        Assert.Equal(["  a\\b"], Element(DicomVr.LT, "  a\\b ").GetStrings());
        Assert.Equal(["1.2", "3.4"], Element(DicomVr.UI, "1.2\\3.4\0").GetStrings());
        Assert.Empty(Element(DicomVr.LO, "").GetStrings());
    }

    [Fact]
    public void Dates_times_and_moments_are_read()
    {
        Assert.Equal([new DateOnly(2004, 2, 29), new DateOnly(1999, 12, 31)], Element(DicomVr.DA, "20040229\\1999.12.31").GetDates());
        Assert.Equal([new TimeOnly(7, 30, 5, 250), new TimeOnly(23, 0), new TimeOnly(1, 2, 3)], Element(DicomVr.TM, "073005.25\\23\\01:02:03").GetTimes());
        Assert.Equal(new DateTimeOffset(2020, 5, 1, 13, 0, 0, TimeSpan.FromHours(-5)), Element(DicomVr.DT, "2020050113-0500").GetDateTimes()[0]);
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)), Element(DicomVr.DT, "2020").GetDateTimes(TimeSpan.FromHours(2))[0]);
        Assert.Throws<DicomException>(() => Element(DicomVr.DA, "20030229").GetDates());
        Assert.Throws<DicomException>(() => Element(DicomVr.TM, "2461").GetTimes());
        Assert.Throws<DicomException>(() => Element(DicomVr.DT, "2020050113-05").GetDateTimes());
    }

    [Fact]
    public void Names_of_persons_have_parts()
    {
        DicomPersonName name = Element(DicomVr.PN, "Adams^John Robert^Quincy^Rev.^B.A.=x^y").GetPersonNames()[0];
        Assert.Equal(("Adams", "John Robert", "Quincy", "Rev.", "B.A."), (name.Family, name.Given, name.Middle, name.Prefix, name.Suffix));
        Assert.Equal(("x^y", ""), (name.Ideographic, name.Phonetic));
        Assert.Equal("Adams^John Robert^Quincy^Rev.^B.A.=x^y", name.ToString());
    }

    [Fact]
    public void Binary_numbers_are_checked_for_whole_values()
    {
        Assert.Equal([65535], new DicomElement(s_private, DicomVr.US, new DicomBytes([255, 255])).GetIntegers());
        Assert.Equal([-1], new DicomElement(s_private, DicomVr.SS, new DicomBytes([255, 255])).GetIntegers());
        Assert.Equal([DicomTags.PixelData], new DicomElement(s_private, DicomVr.AT, new DicomBytes([0xE0, 0x7F, 0x10, 0x00])).GetTags());
        Assert.Contains("3 bytes", Assert.Throws<DicomException>(() => new DicomElement(s_private, DicomVr.US, new DicomBytes([1, 2, 3])).GetIntegers()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ISO_IR 100", "Äneas^Rüdiger")]
    [InlineData("ISO_IR 101", "Łódź")]
    [InlineData("ISO_IR 144", "Люкceмбypг")]
    [InlineData("ISO_IR 126", "Διονυσιος")]
    [InlineData("ISO_IR 127", "قباني^لنزار")]
    [InlineData("ISO_IR 138", "שרון^דבורה")]
    [InlineData("ISO_IR 166", "ไทย")]
    [InlineData("ISO_IR 13", "ﾔﾏﾀﾞ^ﾀﾛｳ")]
    [InlineData("ISO_IR 192", "王^小東")]
    [InlineData("GB18030", "王^小东")]
    public void Texts_are_written_and_read_in_the_character_set_of_the_data_set(string set, string text)
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.SpecificCharacterSet, set);
        dataSet.Set(DicomTags.PatientName, text);
        Assert.Equal(text, dataSet.GetString(DicomTags.PatientName));
    }

    [Theory]
    [InlineData("\\ISO 2022 IR 87", "Yamada=\u001b$B;3ED\u001b(B^\u001b$BB@\u004f:\u001b(B", "Yamada=山田^太郎")]
    [InlineData("\\ISO 2022 IR 149", "\u001b$)C\u00fb\u00f3^\u001b$)C\u00d1\u00ce\u00d4\u00d7", "洪^吉洞")]
    [InlineData("\\ISO 2022 IR 58", "\u001b$)A\u00cd\u00f5^\u001b$)A\u00d0\u00a1\u00b6\u00ab", "王^小东")]
    [InlineData("ISO 2022 IR 13\\ISO 2022 IR 87", "\u00d4\u00cf\u00c0\u00de=\u001b$B;3ED\u001b(J", "ﾔﾏﾀﾞ=山田")]
    [InlineData("\\ISO 2022 IR 87\\ISO 2022 IR 159", "\u001b$(D0!\u001b(B", "丂")]
    [InlineData("ISO 2022 IR 100\\ISO 2022 IR 126", "\u00c4^\u001b-F\u00c4", "Ä^Δ")]
    public void Code_extensions_are_read(string set, string bytes, string text)
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.SpecificCharacterSet, set.Split('\\'));
        dataSet.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, new DicomBytes(Encoding.Latin1.GetBytes(bytes))));
        Assert.Equal(text, dataSet.GetString(DicomTags.PatientName));

        // The standard's own examples are written as they stand there.
        dataSet.Set(DicomTags.PatientName, text);
        Assert.Equal(bytes, Encoding.Latin1.GetString(dataSet[DicomTags.PatientName].Value.ToArray()));
        Assert.Contains("ISO_IR 192", Assert.Throws<DicomException>(() => dataSet.Set(DicomTags.PatientID, "\u0E01")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\ISO 2022 IR 87\\ISO 2022 IR 159", "丂 abc 山田 ~")]
    [InlineData("\\ISO 2022 IR 149\\ISO 2022 IR 58\\ISO 2022 IR 144", "洪 Люк 小东 x")]
    [InlineData("ISO 2022 IR 100\\ISO 2022 IR 101\\ISO 2022 IR 127", "é Ł قب ü")]
    [InlineData("ISO 2022 IR 13\\ISO 2022 IR 87", "ﾔﾏ‾ abc 山 ﾀﾞ")]
    public void Texts_that_need_several_sets_come_back(string sets, string text)
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.SpecificCharacterSet, sets.Split('\\'));
        DicomTag comments = new(0x0010, 0x4000);
        dataSet.Set(comments, $"{text}\r\n{text}");
        dataSet.Set(new DicomTag(0x0010, 0x1001), $"{text}^{text}", text);
        Assert.Equal($"{text}\r\n{text}", dataSet.GetString(comments));
        Assert.Equal([$"{text}^{text}", text], dataSet[new DicomTag(0x0010, 0x1001)].GetStrings());
    }

    [Fact]
    public void Integers_of_64_bits_keep_every_bit()
    {
        DicomDataSet dataSet = new();
        dataSet.SetInteger64(s_private, DicomVr.SV, long.MinValue, 9007199254740993);
        Assert.Equal([long.MinValue, 9007199254740993], dataSet[s_private].GetIntegers());
        dataSet.SetInteger64(s_private, DicomVr.UV, ulong.MaxValue);
        Assert.Equal("18446744073709551615", dataSet.GetString(s_private));
        Assert.Throws<DicomException>(() => dataSet.SetInteger64(s_private, DicomVr.UV, -1));
        Assert.Throws<DicomException>(() => dataSet.SetInteger64(s_private, DicomVr.UL, 1));
    }

    [Theory]
    [InlineData(DicomVr.AE, "SERVER_1", "THIS NAME IS TOO LONG")]
    [InlineData(DicomVr.AS, "018M", "18M")]
    [InlineData(DicomVr.CS, "ORIGINAL_1", "lower")]
    [InlineData(DicomVr.DA, "20240229", "20230229")]
    [InlineData(DicomVr.DS, "-1.5e-3", "1,5")]
    [InlineData(DicomVr.DT, "20240229101500.5+0100", "2024022")]
    [InlineData(DicomVr.IS, "-2147483648", "2147483648")]
    [InlineData(DicomVr.PN, "A^B^C^D^E=x=y", "A=b=c=d")]
    [InlineData(DicomVr.SH, "16 characters ok", "17 characters bad")]
    [InlineData(DicomVr.TM, "235960.123456", "24")]
    [InlineData(DicomVr.UI, "1.2.840.10008.1.2", "1.02")]
    [InlineData(DicomVr.UR, "http://a.b/c?d", "http://a b")]
    public void Values_are_checked_before_writing_where_asked(DicomVr vr, string right, string wrong)
    {
        Assert.Null(DicomValueCheck.Problem(Element(vr, right)));
        DicomDataSet item = new();
        item.Set(Element(vr, wrong));
        DicomDataSet dataSet = new();
        dataSet.Set(new DicomElement(DicomTags.ModalityLUTSequence, [item]));
        new DicomFile(dataSet).Save(Stream.Null);
        DicomException error = Assert.Throws<DicomException>(() => new DicomFile(dataSet).Save(Stream.Null, new DicomWriteOptions { CheckValues = true }));
        Assert.Equal(s_private, error.Tag);
        Assert.Contains(wrong, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_a_wrong_size_are_found_before_writing()
        => Assert.Contains("6 bytes", DicomValueCheck.Problem(new DicomElement(s_private, DicomVr.FL, new DicomBytes(new byte[6]))), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_character_set_is_named()
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.SpecificCharacterSet, "ISO_IR 999");
        Assert.Contains("ISO_IR 999", Assert.Throws<DicomException>(() => dataSet.CharacterSet).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_may_have_a_character_set_of_its_own()
    {
        using DicomFile file = DicomFile.Open(Assets.Require("dicom", "pydicom", "charset_files", "chrSQEncoding.dcm"));
        DicomDataSet item = file.DataSet.GetItems(new DicomTag(0x0032, 0x1064))[0];
        Assert.Equal("ISO_IR 192", file.DataSet.CharacterSet.Name);
        Assert.Equal("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", item.GetString(DicomTags.PatientName));
    }

    private static DicomElement Element(DicomVr vr, string text) => new(s_private, vr, new DicomBytes(Encoding.Latin1.GetBytes(text)));
}
