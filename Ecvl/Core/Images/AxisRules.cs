namespace DeepHealth.Ecvl;

/// <summary>What axes, sizes, strides and colours may go together.</summary>
internal static class AxisRules
{
    private const string Letters = "xyzcto";

    /// <summary>Bytes of an image without gaps, after checking that its description is sound.</summary>
    public static long ByteCount(string axes, ReadOnlySpan<int> sizes, PixelType type, ColorType color)
    {
        CheckAxes(axes);
        if (axes.Length != sizes.Length)
        {
            throw new ImageException($"Image: the axes \"{axes}\" name {axes.Length} axes, but {sizes.Length} sizes [{string.Join(", ", sizes.ToArray())}] were given.");
        }

        long bytes = type.ByteCount();
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] < 1)
            {
                throw new ImageException($"Image: the size of axis {axes[axis]} is {sizes[axis]}, it must be at least 1.");
            }

            if (bytes > long.MaxValue / sizes[axis])
            {
                throw new ImageException($"Image: {Text(axes, sizes)} of {type} exceeds {long.MaxValue} bytes.");
            }

            bytes *= sizes[axis];
        }

        CheckColor(axes, sizes, color);
        return bytes;
    }

    public static void CheckAxes(string axes)
    {
        ArgumentException.ThrowIfNullOrEmpty(axes);
        for (int i = 0; i < axes.Length; i++)
        {
            if (!Letters.Contains(axes[i], StringComparison.Ordinal))
            {
                throw new ImageException($"Image: the axes \"{axes}\" hold '{axes[i]}'; allowed are x, y, z, c, t, o.");
            }

            if (axes.IndexOf(axes[i], i + 1) is int again and > 0)
            {
                throw new ImageException($"Image: the axes \"{axes}\" name {axes[i]} twice, at {i} and {again}.");
            }
        }
    }

    public static void CheckStrides(nint address, ReadOnlySpan<int> sizes, ReadOnlySpan<long> strides, PixelType type)
    {
        int bytes = type.ByteCount();
        if (address == 0 || address % bytes != 0)
        {
            throw new ImageException($"Image.Wrap: the address {address} must not be 0 and be a multiple of {bytes}, the size of {type}.");
        }

        if (strides.Length != sizes.Length)
        {
            throw new ImageException($"Image.Wrap: {strides.Length} strides were given for {sizes.Length} axes.");
        }

        foreach (long stride in strides)
        {
            if (stride % bytes != 0)
            {
                throw new ImageException($"Image.Wrap: the stride {stride} is not a multiple of {bytes}, the size of {type}.");
            }
        }
    }

    public static long[] Contiguous(ReadOnlySpan<int> sizes, int sampleBytes)
    {
        long[] strides = new long[sizes.Length];
        long stride = sampleBytes;
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            strides[axis] = stride;
            stride *= sizes[axis];
        }

        return strides;
    }

    public static string Text(string axes, ReadOnlySpan<int> sizes) => $"{axes} [{string.Join(", ", sizes.ToArray())}]";

    private static void CheckColor(string axes, ReadOnlySpan<int> sizes, ColorType color)
    {
        int expected = color.ChannelCount();
        if (expected == 0)
        {
            return;
        }

        int axis = axes.IndexOf('c', StringComparison.Ordinal);
        if (axis < 0)
        {
            throw new ImageException($"Image: the colour type {color} needs the axis c, the axes are \"{axes}\"; Permute(\"c{axes}\") adds it.");
        }

        if (sizes[axis] != expected)
        {
            throw new ImageException($"Image: the colour type {color} has {expected} samples per pixel, the axis c has {sizes[axis]}.");
        }
    }
}
