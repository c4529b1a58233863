using System.Reflection;
using DeepHealth.Ecvl.Dicom;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class TagTableTests
{
    [Fact]
    public void Named_tags_are_those_of_the_dictionary()
    {
        PropertyInfo[] named = typeof(DicomTags).GetProperties();
        Assert.True(named.Length > 70);
        foreach (PropertyInfo property in named)
        {
            Assert.Equal(DicomTagTable.TagOf(property.Name), property.GetValue(null));
        }
    }

    [Fact]
    public void Every_row_has_known_representations()
    {
        Assert.True(DicomTagTable.All.Count > 5000);
        foreach (DicomTagInfo info in DicomTagTable.All)
        {
            Assert.True(info.Representations == "NONE" || info.Representations.Split('/').All(vr => Enum.IsDefined(Enum.Parse<DicomVr>(vr))), info.Pattern);
        }
    }

    [Fact]
    public void All_attributes_are_in_the_order_of_their_tags_and_found_by_them()
    {
        Assert.Equal(DicomTagTable.All.OrderBy(info => info.Pattern, StringComparer.Ordinal), DicomTagTable.All);
        Assert.All(DicomTagTable.All.Where(info => DicomTag.TryParse(info.Pattern, out _)), info =>
        {
            Assert.True(DicomTag.TryParse(info.Pattern, out DicomTag tag));
            Assert.Equal(info, DicomTagTable.Find(tag));
        });
        Assert.Null(DicomTagTable.Find(new DicomTag(0x0028, 0xFFF1)));
    }

    [Fact]
    public void Repeating_groups_and_special_tags_have_a_representation()
    {
        Assert.Equal("OverlayRows", DicomTagTable.Find(new DicomTag(0x6002, 0x0010))?.Keyword);
        Assert.Null(DicomTagTable.Find(new DicomTag(0x6003, 0x0010)));
        Assert.Equal(DicomVr.SS, DicomTagTable.VrOf(DicomTags.PixelPaddingValue, signedPixels: true));
        Assert.Equal(DicomVr.US, DicomTagTable.VrOf(DicomTags.PixelPaddingValue));
        Assert.Equal(DicomVr.OW, DicomTagTable.VrOf(DicomTags.PixelData));
        Assert.Equal(DicomVr.LO, DicomTagTable.VrOf(new DicomTag(0x0029, 0x0010)));
        Assert.Equal(DicomVr.UN, DicomTagTable.VrOf(new DicomTag(0x0029, 0x1010)));
        Assert.Equal(DicomVr.UL, DicomTagTable.VrOf(new DicomTag(0x0029, 0x0000)));
    }

    [Fact]
    public void Syntaxes_and_classes_are_known_by_identifier_and_keyword()
    {
        Assert.Equal("CT Image Storage", DicomUid.Find("1.2.840.10008.5.1.4.1.1.2")?.Name);
        Assert.Equal("1.2.840.10008.1.2.4.90", DicomUid.Find("JPEG2000Lossless")?.Value);
        Assert.True(DicomTransferSyntax.Of("1.2.840.10008.1.2.4.90").IsEncapsulated);
        Assert.False(DicomTransferSyntax.Of("1.2.840.10008.1.2.2").IsLittleEndian);
        Assert.False(DicomUid.IsValid("1.02.3"));
        Assert.False(DicomUid.IsValid("1..3"));
    }
}
