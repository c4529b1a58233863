using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Volumes for the tests, and their comparison.</summary>
internal static class Volumes
{
    /// <summary>A matrix with rotation, shear and different steps, LPS in mm.</summary>
    public static readonly double[] Skewed = [0.9, 0.3, -0.4, -31.5, -0.2, 1.7, 0.5, 12.25, 0.1, -0.6, 2.8, 70, 0, 0, 0, 1];

    /// <summary>An oblique box: orthogonal axes off the patient's.</summary>
    public static ImageGeometry Oblique(VoxelCounts size, double handed = 1)
        => new(size, new Vector3D(0.5, 0.75, 2.25), new Vector3D(-10.5, 20.25, 30), new Vector3D(0, 1, 0), new Vector3D(-0.8, 0, 0.6), handed * new Vector3D(0.6, 0, 0.8));

    /// <summary>Random bits; real numbers are finite.</summary>
    public static Image Noise(string axes, int[] sizes, PixelType type, int seed, ColorType color = ColorType.None, ImageGeometry? geometry = null)
    {
        Image image = new(axes, sizes, type, color, geometry);
        Random random = new(seed);
        Span<byte> bytes = Bytes(image);
        random.NextBytes(bytes);
        if (type == PixelType.Float32)
        {
            foreach (ref float value in image.AsSpan<float>())
            {
                value = (float)((random.NextDouble() - 0.5) * 1e4);
            }
        }
        else if (type == PixelType.Float64)
        {
            foreach (ref double value in image.AsSpan<double>())
            {
                value = (random.NextDouble() - 0.5) * 1e4;
            }
        }
        else if (type == PixelType.Bool)
        {
            foreach (ref byte value in bytes)
            {
                value &= 1;
            }
        }

        return image;
    }

    /// <summary>The bytes of a contiguous image.</summary>
    public static unsafe Span<byte> Bytes(Image image) => new((void*)image.Address, (int)(image.SampleCount * image.PixelType.ByteCount()));

    /// <summary>The samples in the order of the axes, as doubles.</summary>
    public static double[] Values(Image image) => image.ConvertTo(PixelType.Float64).AsSpan<double>().ToArray();

    /// <summary>Largest difference of two matrices.</summary>
    public static double Distance(double[] left, double[] right) => left.Zip(right, (a, b) => Math.Abs(a - b)).Max();

    /// <summary>A NIfTI-1 header in one file with samples behind it, to which single fields are then applied.</summary>
    public static byte[] Nifti(short dataType, short bits, short[] dimensions, byte[] samples, params (int Offset, byte[] Value)[] fields)
    {
        byte[] file = new byte[352 + samples.Length];
        MemoryMarshal.Write(file.AsSpan(0), 348);
        MemoryMarshal.Write(file.AsSpan(40), (short)dimensions.Length);
        for (int i = 0; i < dimensions.Length; i++)
        {
            MemoryMarshal.Write(file.AsSpan(42 + (2 * i)), dimensions[i]);
            MemoryMarshal.Write(file.AsSpan(80 + (4 * i)), 1f);
        }

        MemoryMarshal.Write(file.AsSpan(70), dataType);
        MemoryMarshal.Write(file.AsSpan(72), bits);
        MemoryMarshal.Write(file.AsSpan(108), 352f);
        "n+1\0"u8.CopyTo(file.AsSpan(344));
        samples.CopyTo(file, 352);
        foreach ((int offset, byte[] value) in fields)
        {
            value.CopyTo(file, offset);
        }

        return file;
    }
}
