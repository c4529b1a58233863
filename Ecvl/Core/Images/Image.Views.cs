namespace DeepHealth.Ecvl;

/// <content>Images over the same pixels: crops, single colours, other orders of axes.</content>
public sealed partial class Image
{
    /// <summary>A box of the image, without a copy: <c>image[.., 10..20, ^5..]</c>.</summary>
    /// <param name="ranges">One range per axis, in the order of <see cref="Axes"/>.</param>
    /// <returns>See <see cref="Crop(ReadOnlySpan{int}, ReadOnlySpan{int})"/>.</returns>
    /// <exception cref="ImageException">The number of ranges is not <see cref="Rank"/>, or a range is empty or lies outside.</exception>
    public Image this[params ReadOnlySpan<Range> ranges]
    {
        get
        {
            Span<int> starts = stackalloc int[Letters];
            Span<int> sizes = stackalloc int[Letters];
            if (ranges.Length != Rank)
            {
                throw new ImageException($"Image: {ranges.Length} ranges were given, the image has the {Rank} axes \"{Axes}\".");
            }

            for (int axis = 0; axis < Rank; axis++)
            {
                starts[axis] = ranges[axis].Start.GetOffset(_sizes[axis]);
                sizes[axis] = ranges[axis].End.GetOffset(_sizes[axis]) - starts[axis];
            }

            return Crop(starts[..Rank], sizes[..Rank]);
        }
    }

    // Every letter stands for one axis at most, so no image has more axes.
    private const int Letters = 6;

    /// <summary>A range of one axis, without a copy.</summary>
    /// <param name="axis">A letter of <see cref="Axes"/>.</param>
    /// <param name="range">The indices to keep.</param>
    /// <returns>See <see cref="Crop(ReadOnlySpan{int}, ReadOnlySpan{int})"/>.</returns>
    /// <exception cref="ImageException">The image has no such axis, or the range is empty or lies outside.</exception>
    public Image Crop(char axis, Range range)
    {
        int position = Position(axis, "Image.Crop");
        Span<int> starts = stackalloc int[Rank];
        Span<int> sizes = stackalloc int[Rank];
        _sizes.CopyTo(sizes);
        starts[position] = range.Start.GetOffset(_sizes[position]);
        sizes[position] = range.End.GetOffset(_sizes[position]) - starts[position];
        return Crop(starts, sizes);
    }

    /// <summary>A box of the image, without a copy.</summary>
    /// <param name="starts">First index to keep along each axis.</param>
    /// <param name="sizes">How many to keep along each axis, at least 1.</param>
    /// <returns>An image over the same pixels. Its origin is the centre of its own first voxel. Fewer colour samples mean
    /// <see cref="ColorType.Gray"/> for one and <see cref="ColorType.None"/> for more. Metadata is copied.</returns>
    /// <exception cref="ImageException">The number of values is not <see cref="Rank"/>, or the box is empty or lies outside.</exception>
    public Image Crop(ReadOnlySpan<int> starts, ReadOnlySpan<int> sizes)
    {
        if (starts.Length != Rank || sizes.Length != Rank)
        {
            throw new ImageException($"Image.Crop: {starts.Length} starts and {sizes.Length} sizes were given, the image has the {Rank} axes \"{Axes}\".");
        }

        long offset = 0;
        for (int axis = 0; axis < Rank; axis++)
        {
            if (starts[axis] < 0 || sizes[axis] < 1 || starts[axis] > _sizes[axis] - sizes[axis])
            {
                throw new ImageException($"Image.Crop: along {Axes[axis]} {sizes[axis]} samples from {starts[axis]} are not within the image's {_sizes[axis]}.");
            }

            offset += starts[axis] * _strides[axis];
        }

        int[] kept = sizes.ToArray();
        int c = Axes.IndexOf('c', StringComparison.Ordinal);
        bool wholeColor = c < 0 || kept[c] == _sizes[c];
        ColorType color = wholeColor ? Color : kept[c] == 1 ? ColorType.Gray : ColorType.None;
        return new Image(_owner, Address + (nint)offset, Axes, kept, _strides, PixelType, color, CropGeometry(starts, sizes), Metadata.Clone());
    }

    /// <summary>One colour sample of every pixel, without a copy.</summary>
    /// <param name="channel">Index along <c>c</c>.</param>
    /// <returns>An image of the same axes with one sample along <c>c</c>.</returns>
    /// <exception cref="ImageException">The image has no axis <c>c</c>, or the index lies outside.</exception>
    public Image Channel(int channel)
    {
        int count = _sizes[Position('c', "Image.Channel")];
        if ((uint)channel >= (uint)count)
        {
            throw new ImageException($"Image.Channel: channel {channel} lies outside 0 … {count - 1}.");
        }

        return Crop('c', channel..(channel + 1));
    }

    /// <summary>The same pixels with their axes in another order, without a copy.</summary>
    /// <param name="axes">The same letters in any order. An axis of size 1 may be left out, and a new axis gets size 1.</param>
    /// <returns>An image over the same pixels. A colour type is lost with its axis.</returns>
    /// <exception cref="ImageException">A letter is unknown, named twice, or an axis of more than one sample is left out.</exception>
    public Image Permute(string axes)
    {
        AxisRules.CheckAxes(axes);
        for (int axis = 0; axis < Rank; axis++)
        {
            if (_sizes[axis] > 1 && !axes.Contains(Axes[axis], StringComparison.Ordinal))
            {
                throw new ImageException($"Image.Permute: \"{axes}\" leaves out {Axes[axis]}, which has {_sizes[axis]} samples in {AxisRules.Text(Axes, _sizes)}; crop it to one first.");
            }
        }

        int[] sizes = new int[axes.Length];
        long[] strides = new long[axes.Length];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            int from = Axes.IndexOf(axes[axis], StringComparison.Ordinal);
            sizes[axis] = from < 0 ? 1 : _sizes[from];
            strides[axis] = from < 0 ? PixelType.ByteCount() : _strides[from];
        }

        ColorType color = axes.Contains('c', StringComparison.Ordinal) ? Color : ColorType.None;
        return new Image(_owner, Address, axes, sizes, strides, PixelType, color, Geometry, Metadata.Clone());
    }

    /// <summary>The same pixels with another meaning of the axis <c>c</c>, without a copy and without changing a value.</summary>
    /// <exception cref="ImageException">The number of samples along <c>c</c> is not that of the colour type.</exception>
    public Image WithColor(ColorType color)
    {
        _ = AxisRules.ByteCount(Axes, _sizes, PixelType, color);
        return new Image(_owner, Address, Axes, _sizes, _strides, PixelType, color, Geometry, Metadata.Clone());
    }

    private int Position(char axis, string operation)
        => Axes.IndexOf(axis, StringComparison.Ordinal) is int position and >= 0
            ? position
            : throw new ImageException($"{operation}: the image has no axis {axis}, its axes are \"{Axes}\".");

    private ImageGeometry? CropGeometry(ReadOnlySpan<int> starts, ReadOnlySpan<int> sizes)
    {
        if (_geometry is not { } whole)
        {
            return null;
        }

        int x = Axes.IndexOf('x', StringComparison.Ordinal);
        int y = Axes.IndexOf('y', StringComparison.Ordinal);
        int z = Axes.IndexOf('z', StringComparison.Ordinal);
        Vector3D first = new(x < 0 ? 0 : starts[x], y < 0 ? 0 : starts[y], z < 0 ? 0 : starts[z]);
        VoxelCounts counts = new(x < 0 ? 1 : sizes[x], y < 0 ? 1 : sizes[y], z < 0 ? 1 : sizes[z]);
        return whole.Crop(first, counts);
    }
}
