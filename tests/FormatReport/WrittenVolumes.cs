using System.Text.Json;
using DeepHealth.Ecvl;

namespace DeepHealth.FormatReport;

/// <summary>Writes volumes in all formats, types and options, with a list of what other tools must find in them.</summary>
public static class WrittenVolumes
{
    private static readonly double[] s_skewed = [0.9, 0.3, -0.4, -31.5, -0.2, 1.7, 0.5, 12.25, 0.1, -0.6, 2.8, 70, 0, 0, 0, 1];

    /// <summary>Writes the files and <c>expected.json</c> into a folder.</summary>
    public static void Write(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Directory.CreateDirectory(folder);
        SortedDictionary<string, object> expected = new(StringComparer.Ordinal);
        foreach (PixelType type in Enum.GetValues<PixelType>())
        {
            Image image = Make("xyz", [7, 5, 4], type, skewed: type == PixelType.Float32);
            foreach (string ending in (string[])[".nii", ".nii.gz", ".hdr", ".nrrd", ".nhdr", ".mha", ".mhd"])
            {
                Save(folder, $"{type}{ending}", image, null, expected);
            }

            Save(folder, $"{type}_big.nii", image, new NiftiWriteOptions(2, IsBigEndian: true), expected);
            Save(folder, $"{type}_turned.nii", image.Reorient("SPL"), null, expected);
            Save(folder, $"{type}_big.nrrd", image, new NrrdWriteOptions(IsBigEndian: true), expected);
            Save(folder, $"{type}_text.nrrd", image, new NrrdWriteOptions(NrrdEncoding.Text), expected);
            Save(folder, $"{type}_gzip.nrrd", image, new NrrdWriteOptions(NrrdEncoding.Gzip), expected);
            Save(folder, $"{type}_zlib.mha", image, new MetaImageWriteOptions(Compress: true), expected);
            Save(folder, $"{type}_big.mhd", image, new MetaImageWriteOptions(IsBigEndian: true), expected);
        }

        Image series = Make("xyzt", [5, 4, 3, 6], PixelType.Int16, skewed: false);
        series.Metadata.Set(VolumeKeys.TimeStep, 2.5);
        series.Metadata.Set(VolumeKeys.TimeUnit, "s");
        series.Metadata.Set(NiftiKeys.Description, "a series");
        NiftiExtension.Set(series.Metadata, [new NiftiExtension(6, "a comment"u8.ToArray())]);
        Save(folder, "series.nii.gz", series, null, expected);
        Save(folder, "series_v2.nii", series, new NiftiWriteOptions(2), expected);
        Save(folder, "quantized.nii", Make("xyz", [7, 5, 4], PixelType.Float64, skewed: false), new NiftiWriteOptions(StoredType: PixelType.Int16), expected);
        File.WriteAllText(Path.Combine(folder, "expected.json"), JsonSerializer.Serialize(expected));
    }

    private static void Save(string folder, string name, Image image, VolumeWriteOptions? options, SortedDictionary<string, object> expected)
    {
        VolumeFile.Write(Path.Combine(folder, name), image, options);
        Image values = image.ConvertTo(PixelType.Float64);
        expected[name] = new
        {
            shape = image.Sizes.ToArray(),
            affine = image.Geometry!.RasAffine(),
            axcodes = image.Geometry.AxisCodes(),
            orthogonal = image.Geometry.IsOrthogonal,
            quantized = options is NiftiWriteOptions { StoredType: not null },
            type = image.PixelType.ToString(),
            values = values.AsSpan<double>().ToArray(),
        };
    }

    private static Image Make(string axes, int[] sizes, PixelType type, bool skewed)
    {
        VoxelCounts size = new(sizes[0], sizes[1], sizes[2]);
        ImageGeometry geometry = skewed ? ImageGeometry.FromAffine(size, s_skewed)
            : new ImageGeometry(size, new Vector3D(0.5, 0.75, 2.25), new Vector3D(-10.5, 20.25, 30), new Vector3D(0, 1, 0), new Vector3D(-0.8, 0, 0.6), new Vector3D(0.6, 0, 0.8));
        Image real = new(axes, sizes, PixelType.Float64, geometry: geometry);
        Span<double> samples = real.AsSpan<double>();
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = type == PixelType.Bool ? i % 3 : ((i * 37) % 1001) - (type.IsFloat() ? 0.25 : 0);
        }

        return real.ConvertTo(type);
    }
}
