namespace DeepHealth.Ecvl;

/// <summary>Joins pages of equal form to a volume.</summary>
internal static class PageStack
{
    /// <summary>The pages as slices along <c>z</c>.</summary>
    public static Image Join(ImageSource source, IReadOnlyList<Image> pages, ImageReadOptions options)
    {
        Image first = pages[0];
        options.Check(source, "ImageFile", first.Width, (long)first.Height * pages.Count, first.ChannelCount * first.PixelType.ByteCount());
        ImageGeometry? geometry = first.SpacingMm is Vector3D spacing ? new ImageGeometry(new VoxelCounts(first.Width, first.Height, pages.Count), spacing) : null;
        Image stack = new("cxyz", [first.ChannelCount, first.Width, first.Height, pages.Count], first.PixelType, first.Color, geometry);
        foreach ((string key, object value) in first.Metadata)
        {
            stack.Metadata.Set(key, value);
        }

        for (int z = 0; z < pages.Count; z++)
        {
            Image page = z == 0 ? first : pages[z];
            if (page.ToString() != first.ToString())
            {
                throw new ImageFileException(string.Empty, source.Name, $"ImageFile: page {z} of \"{source.Name}\" is {page}, the first is {first}; pages of a stack must be equal, use ReadPages.");
            }

            stack.Crop('z', z..(z + 1)).CopyFrom(page.Permute("cxyz"));
        }

        return stack;
    }
}
