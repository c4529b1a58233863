using System.Text;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using Xunit;

namespace DeepHealth.Dicom.Tests;

/// <summary>Files of careless writers, which other readers take too.</summary>
public sealed class CarelessFileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4_000_000)]
    public void Zeros_behind_the_data_set_are_passed_over(int zeros)
    {
        foreach (DicomTransferSyntax syntax in (DicomTransferSyntax[])[DicomTransferSyntax.ExplicitLittleEndian, DicomTransferSyntax.ImplicitLittleEndian, DicomTransferSyntax.ExplicitBigEndian])
        {
            byte[] bytes = Saved(Small(), syntax);
            using DicomFile file = Open([.. bytes, .. new byte[zeros]]);
            Assert.Equal(2, file.DataSet.Count);
            Assert.Equal("Doe^Jane", file.DataSet.GetString(DicomTags.PatientName));
            byte[] other = [.. bytes, .. new byte[zeros], 1];
            Assert.Throws<DicomException>(() => Open(other));
        }
    }

    [Theory]
    [InlineData("??")]
    [InlineData("  ")]
    [InlineData("\0\0")]
    public void A_representation_that_is_left_out_is_that_of_the_dictionary(string letters)
    {
        byte[] bytes = Saved(Small(), DicomTransferSyntax.ExplicitLittleEndian);
        int at = bytes.AsSpan().IndexOf("LO"u8);
        Encoding.ASCII.GetBytes(letters).CopyTo(bytes, at);
        using DicomFile file = Open(bytes);
        Assert.Equal((DicomVr.LO, "MRN"), (file.DataSet[DicomTags.PatientID].Vr, file.DataSet.GetString(DicomTags.PatientID)));
    }

    [Fact]
    public void An_unknown_character_set_keeps_only_letters_beyond_ascii_from_being_read()
    {
        DicomDataSet dataSet = Small();
        dataSet.Set(DicomTags.SpecificCharacterSet, "ISO_IR 999");
        Assert.Equal("Doe^Jane", dataSet.GetString(DicomTags.PatientName));
        dataSet.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, new DicomBytes([0xC4])));
        Assert.Contains("ISO_IR 999", Assert.Throws<DicomException>(() => dataSet.GetString(DicomTags.PatientName)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UTF-8", "ISO_IR 192")]
    [InlineData("ISO_IR_192", "ISO_IR 192")]
    [InlineData("ISO-IR 100", "ISO_IR 100")]
    [InlineData("iso 8859-5", "ISO_IR 144")]
    [InlineData("ISO_8859-1", "ISO_IR 100")]
    [InlineData("ISO 2022 IR_100", "ISO 2022 IR 100")]
    public void Misspelt_character_sets_are_recognised(string written, string meant)
    {
        byte[] letters = DicomCharacterSet.Of([meant]).Encode(meant.Contains("144", StringComparison.Ordinal) ? "Люк" : "Äneas");
        Assert.Equal(DicomCharacterSet.Of([meant]).Decode(letters), DicomCharacterSet.Of([written]).Decode(letters));
        Assert.NotEqual(DicomCharacterSet.Default.Encode("a"), letters);
    }

    [Fact]
    public void Windows_that_are_not_permitted_are_passed_over_for_display()
    {
        DicomDataSet dataSet = PixelLayoutTests.Gray(8, 5, 1, [0, 50, 100, 150, 200]);
        dataSet.Set(DicomTags.WindowCenter, 100.0);
        dataSet.Set(DicomTags.WindowWidth, 0.0);
        Assert.Equal([0, 64, 128, 191, 255], Display(dataSet));
        Assert.Throws<DicomException>(() => DicomWindow.Of(dataSet));
        dataSet.Set(DicomTags.WindowCenter, 1.0, 100.5);
        dataSet.Set(DicomTags.WindowWidth, 0.0, 2.0);
        Assert.Equal([0, 0, 128, 255, 255], Display(dataSet));
        dataSet.Set(DicomTags.WindowCenter, 100.0);
        dataSet.Set(DicomTags.VOILUTFunction, DicomVr.CS, "linear_exact");
        dataSet.Set(DicomTags.WindowWidth, 100.0);
        Assert.Equal([0, 0, 128, 255, 255], Display(dataSet));
    }

    private static DicomDataSet Small()
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.PatientName, "Doe^Jane");
        dataSet.Set(DicomTags.PatientID, "MRN");
        return dataSet;
    }

    private static byte[] Saved(DicomDataSet dataSet, DicomTransferSyntax syntax)
    {
        using MemoryStream stream = new();
        new DicomFile(dataSet, syntax).Save(stream);
        return stream.ToArray();
    }

    private static DicomFile Open(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return DicomFile.Open(stream);
    }

    private static byte[] Display(DicomDataSet dataSet)
        => DicomPixels.Of(new DicomFile(dataSet)).ReadDisplay(0).AsSpan<byte>().ToArray();
}
