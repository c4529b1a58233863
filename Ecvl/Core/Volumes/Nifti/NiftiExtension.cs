using System.Globalization;

namespace DeepHealth.Ecvl;

/// <summary>A block that a NIfTI file carries behind its header.</summary>
/// <param name="Code"><c>ecode</c>: who defined the content, such as 4 for AFNI, 6 for plain text, 32 for CIFTI.</param>
/// <param name="Content">The content, with the zeros that fill it up to a multiple of 16 bytes less 8.</param>
public readonly record struct NiftiExtension(int Code, byte[] Content)
{
    /// <summary>The extensions that an image carries in its metadata, in their order.</summary>
    public static IReadOnlyList<NiftiExtension> Of(ImageMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        List<NiftiExtension> found = [];
        if (metadata.TryGet<long[]>(NiftiKeys.ExtensionCodes, out long[]? codes))
        {
            for (int i = 0; i < codes.Length; i++)
            {
                if (metadata.TryGet<byte[]>(Key(i), out byte[]? content))
                {
                    found.Add(new NiftiExtension((int)codes[i], content));
                }
            }
        }

        return found;
    }

    /// <summary>Puts extensions into metadata, in place of those that are there.</summary>
    public static void Set(ImageMetadata metadata, IReadOnlyList<NiftiExtension> extensions)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(extensions);
        for (int i = 0; metadata.Remove(Key(i)); i++)
        {
        }

        metadata.Remove(NiftiKeys.ExtensionCodes);
        if (extensions.Count > 0)
        {
            metadata.Set(NiftiKeys.ExtensionCodes, extensions.Select(extension => (long)extension.Code).ToArray());
        }

        for (int i = 0; i < extensions.Count; i++)
        {
            metadata.Set(Key(i), extensions[i].Content);
        }
    }

    private static string Key(int index) => NiftiKeys.ExtensionPrefix + index.ToString(CultureInfo.InvariantCulture);
}
