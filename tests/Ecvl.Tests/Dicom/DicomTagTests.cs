using DeepHealth.Ecvl.Dicom;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

public sealed class DicomTagTests
{
    [Theory]
    [InlineData("(0028,0010)", 0x0028, 0x0010)]
    [InlineData("00280010", 0x0028, 0x0010)]
    [InlineData("(7fe0,0010)", 0x7FE0, 0x0010)]
    [InlineData("FFFEE0dd", 0xFFFE, 0xE0DD)]
    public void Both_written_forms_are_read(string text, int group, int element)
    {
        DicomTag tag = DicomTag.Parse(text);
        Assert.Equal(new DicomTag((ushort)group, (ushort)element), tag);
        Assert.Equal($"({group:X4},{element:X4})", tag.ToString());
        Assert.Equal(tag, DicomTag.Parse(tag.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("(0028,0010")]
    [InlineData("(0028;0010)")]
    [InlineData("0028,0010")]
    [InlineData("(0028,001G)")]
    [InlineData("0028001")]
    [InlineData("+0280010")]
    [InlineData(" 0280010")]
    [InlineData("(0028, 010)")]
    [InlineData("[0028,0010]")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(DicomTag.TryParse(text, out DicomTag tag));
        Assert.Equal(default, tag);
        DicomException error = Assert.Throws<DicomException>(() => DicomTag.Parse(text!));
        Assert.Contains($"\"{text}\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_are_ordered_by_group_then_element()
    {
        DicomTag[] shuffled = [new(0x7FE0, 0x0010), new(0x0008, 0x0060), new(0x0008, 0x0016), new(0xFFFE, 0xE000), new(0x0002, 0xFFFF)];
        DicomTag[] sorted = [new(0x0002, 0xFFFF), new(0x0008, 0x0016), new(0x0008, 0x0060), new(0x7FE0, 0x0010), new(0xFFFE, 0xE000)];
        Assert.Equal(sorted, shuffled.Order());
        Assert.True(sorted[0] < sorted[1] && sorted[1] <= sorted[2] && sorted[4] > sorted[3] && sorted[3] >= sorted[3]);
        Assert.False(sorted[1] < sorted[0] || sorted[1] >= sorted[2]);
    }

    [Theory]
    [InlineData("(0010,0010)", true, false, false)]
    [InlineData("(0009,0010)", false, true, true)]
    [InlineData("(0009,00FF)", false, true, true)]
    [InlineData("(0009,0100)", false, true, false)]
    [InlineData("(0009,000F)", false, true, false)]
    [InlineData("(0007,0010)", false, false, false)]
    [InlineData("(FFFF,0010)", false, false, false)]
    public void Groups_tell_standard_from_private(string text, bool standard, bool manufacturer, bool creator)
    {
        DicomTag tag = DicomTag.Parse(text);
        Assert.Equal((standard, manufacturer, creator), (tag.IsStandard, tag.IsPrivate, tag.IsPrivateCreator));
    }

    [Fact]
    public void Element_zero_is_the_group_length()
    {
        Assert.True(new DicomTag(0x0002, 0).IsGroupLength);
        Assert.False(new DicomTag(0, 0x0002).IsGroupLength);
    }
}
