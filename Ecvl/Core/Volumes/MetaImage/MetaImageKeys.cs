namespace DeepHealth.Ecvl;

/// <summary>Keys of <see cref="ImageMetadata"/> for the fields of MetaImage headers.</summary>
public static class MetaImageKeys
{
    /// <summary>What precedes the name of a field that has no other meaning, such as <c>Modality</c> or <c>Comment</c>; a <see cref="string"/>. They are written.</summary>
    public const string FieldPrefix = "MetaImage.";
}
