namespace DeepHealth.Ecvl;

/// <summary>What application segments say about an image.</summary>
internal sealed class JpegApplicationData
{
    private readonly SortedDictionary<int, ReadOnlyMemory<byte>> _profile = [];
    private int _profileParts;

    /// <summary>Content of the JFIF segment behind its name; empty without.</summary>
    public ReadOnlyMemory<byte> Jfif { get; private set; }

    /// <summary>Transform that the Adobe segment states; -1 without one.</summary>
    public int AdobeTransform { get; private set; } = -1;

    /// <summary>The EXIF data, a TIFF structure; empty without.</summary>
    public ReadOnlyMemory<byte> Exif { get; private set; }

    /// <summary>Comments.</summary>
    public List<ReadOnlyMemory<byte>> Comments { get; } = [];

    /// <summary>The colour profile; null where there is none or a part is missing.</summary>
    public byte[]? Profile
    {
        get
        {
            if (_profileParts == 0 || _profile.Count != _profileParts || !_profile.ContainsKey(1) || !_profile.ContainsKey(_profileParts))
            {
                return null;
            }

            return [.. _profile.Values.SelectMany(part => part.ToArray())];
        }
    }

    public void Add(byte marker, ReadOnlyMemory<byte> content)
    {
        ReadOnlySpan<byte> data = content.Span;
        if (marker == JpegMarker.Jfif && data.StartsWith("JFIF\0"u8) && Jfif.IsEmpty)
        {
            Jfif = content[5..];
        }
        else if (marker == JpegMarker.Exif && data.StartsWith("Exif\0"u8) && content.Length > 6 && Exif.IsEmpty)
        {
            Exif = content[6..];
        }
        else if (marker == JpegMarker.ColorProfile && data.StartsWith("ICC_PROFILE\0"u8) && content.Length > 14)
        {
            _profileParts = data[13];
            _profile.TryAdd(data[12], content[14..]);
        }
        else if (marker == JpegMarker.Adobe && data.StartsWith("Adobe"u8) && content.Length >= 12)
        {
            AdobeTransform = data[11];
        }
        else if (marker == JpegMarker.Comment)
        {
            Comments.Add(content);
        }
    }
}
