namespace DeepHealth.Ecvl;

/// <content>Turning a volume towards directions of the patient.</content>
public sealed partial class Image
{
    /// <summary>The same voxels with x, y and z along wanted directions of the patient, without a copy: <c>volume.Reorient("RAS")</c>.</summary>
    /// <remarks>Axes change places and direction only; nothing is interpolated, so an oblique volume stays oblique. The letters of
    /// <see cref="Axes"/> keep their order, and those of x, y, z that are missing are added behind with size 1. The samples no longer lie
    /// one after the other where an axis moved: <see cref="Copy"/> puts them in order.</remarks>
    /// <param name="codes">Where the x, y and z indices are to grow to: one of L and R, one of P and A, one of S and I, in any order.</param>
    /// <returns>An image over the same pixels, with its geometry turned accordingly. Facts that number the axes of the file are dropped from the metadata.</returns>
    /// <exception cref="ImageException">The image has no geometry.</exception>
    /// <exception cref="GeometryException">The letters do not name every direction of the patient once.</exception>
    public Image Reorient(string codes)
    {
        ImageGeometry geometry = Geometry ?? throw new ImageException($"Image.Reorient: the image {this} has no geometry, so it is unknown where its axes run; set Geometry first.");
        (int Axis, bool Flipped)[] axes = geometry.AxesFor(codes);
        string missing = string.Concat("xyz".Where(letter => !Axes.Contains(letter, StringComparison.Ordinal)));
        Image whole = Permute(Axes + missing);
        int[] sizes = [.. whole._sizes];
        long[] strides = [.. whole._strides];
        long offset = 0;
        for (int i = 0; i < 3; i++)
        {
            int to = whole.Axes.IndexOf("xyz"[i], StringComparison.Ordinal);
            int from = whole.Axes.IndexOf("xyz"[axes[i].Axis], StringComparison.Ordinal);
            sizes[to] = whole._sizes[from];
            strides[to] = axes[i].Flipped ? -whole._strides[from] : whole._strides[from];
            offset += axes[i].Flipped ? whole._strides[from] * (whole._sizes[from] - 1) : 0;
        }

        ImageMetadata metadata = Metadata.Clone();
        NiftiKeys.RemoveAxisFacts(metadata);
        return new Image(_owner, whole.Address + (nint)offset, whole.Axes, sizes, strides, PixelType, Color, geometry.Reoriented(axes), metadata);
    }
}
