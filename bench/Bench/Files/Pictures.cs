using DeepHealth.Ecvl;

namespace DeepHealth.Bench;

/// <summary>Pictures that pack about as well as photographs and scans: smooth shapes with some noise.</summary>
public static class Pictures
{
    /// <summary>A colour picture, <c>cxy</c> of 8 bits.</summary>
    public static Image Photograph(int width, int height)
    {
        Image image = new("cxy", [3, width, height], PixelType.UInt8, ColorType.Rgb);
        Span<byte> samples = image.AsSpan<byte>();
        Random random = new(1);
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double shade = 128 + (60 * Math.Sin(x / 97.0) * Math.Cos(y / 131.0)) + (30 * Math.Sin((x + y) / 23.0));
                for (int channel = 0; channel < 3; channel++, i++)
                {
                    samples[i] = (byte)Math.Clamp(shade + (20 * channel) - 20 + random.Next(-2, 3), 0, 255);
                }
            }
        }

        return image;
    }

    /// <summary>A scan of a body with noise, <c>xyz</c> of 16 bits, with voxels of 0.7 x 0.7 x 1 mm.</summary>
    public static Image Scan(int width, int height, int depth)
    {
        ImageGeometry geometry = new(new VoxelCounts(width, height, depth), new Vector3D(0.7, 0.7, 1));
        Image image = new("xyz", [width, height, depth], PixelType.Int16, geometry: geometry);
        Span<short> samples = image.AsSpan<short>();
        Random random = new(2);
        double[] radii = new double[width * height];
        for (int i = 0; i < radii.Length; i++)
        {
            radii[i] = Math.Sqrt(Math.Pow(((i % width) - (width / 2.0)) / width, 2) + Math.Pow(((i / width) - (height / 2.0)) / height, 2));
        }

        short[] rings = Array.ConvertAll(radii, radius => (short)(40 + (200 * Math.Cos(12 * radius))));
        for (int i = 0; i < samples.Length; i++)
        {
            int place = i % radii.Length;
            samples[i] = (short)(radii[place] > 0.4 ? -1000 + random.Next(0, 8) : rings[place] + random.Next(-16, 17));
        }

        return image;
    }
}
