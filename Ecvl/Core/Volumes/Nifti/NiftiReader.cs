using System.Globalization;

namespace DeepHealth.Ecvl;

/// <summary>Checks a NIfTI header and turns it into the description of a volume.</summary>
internal sealed class NiftiReader(VolumeSource source, NiftiHeader header, bool isSingle)
{
    private const int MostDimensions = 7;

    public VolumeLayout Layout(bool headerOnly)
    {
        NiftiDataType type = NiftiDataType.Find(header.DataType)
            ?? throw Fault("datatype", header.IsVersion2 ? 12 : 70, NiftiDataType.Refusal(header.DataType), "a type of samples that can be read");
        (string axes, int[] sizes) = Axes(type);
        long offset = Offset();
        ImageMetadata metadata = new();
        NiftiMetadata.Read(header, metadata);
        if (type.IsComplex)
        {
            metadata.Set(VolumeKeys.IsComplex, true);
        }

        NiftiExtension.Set(metadata, NiftiExtensions.Read(source, header, isSingle ? offset : long.MaxValue));
        (double slope, double intercept) = type.Color == ColorType.None ? Scale() : (1, 0);
        VolumeHeader volume = new(NiftiFormat.FormatName, axes, sizes, type.Type, type.Color, Geometry(axes, sizes, metadata), metadata) { Slope = slope, Intercept = intercept };
        SampleForm form = type.Code == NiftiDataType.Binary ? SampleForm.Bits : header.IsBigEndian ? SampleForm.BigEndian : SampleForm.LittleEndian;
        if (headerOnly)
        {
            return new VolumeLayout(volume, form, []);
        }

        VolumeSource samples = isSingle ? source : NiftiPair.Samples(source, NiftiFormat.FormatName);
        long bytes = form == SampleForm.Bits ? (volume.SampleCount + 7) / 8 : volume.StoredBytes;
        return new VolumeLayout(volume, form, [new VolumePiece(samples, samples.IsGzip ? VolumePacking.Gzip : VolumePacking.None, 0, 0, offset, bytes)]);
    }

    private (string Axes, int[] Sizes) Axes(NiftiDataType type)
    {
        int at = header.IsVersion2 ? 16 : 40;
        long rank = header.Dimensions[0];
        if (rank is < 1 or > MostDimensions)
        {
            throw Fault("dim[0]", at, Text(rank), $"1 to {MostDimensions}, the number of dimensions");
        }

        List<long> dimensions = type.Channels > 1 ? [type.Channels] : [];
        for (int i = 1; i <= rank; i++)
        {
            long size = header.Dimensions[i];
            dimensions.Add(size >= 1 ? size : throw Fault($"dim[{i}]", at + (i * (header.IsVersion2 ? 8 : 2)), Text(size), "at least 1"));
        }

        return VolumeAxes.Map(type.Channels > 1 ? VolumeAxes.Interleaved : VolumeAxes.Plain, dimensions.ToArray())
            ?? throw Fault("dim", at, $"[{string.Join(", ", dimensions)}]", "sizes whose product an image can have");
    }

    private long Offset()
    {
        int at = header.IsVersion2 ? 168 : 108;
        double offset = header.Offset;
        int least = isSingle ? header.Bytes + 4 : 0;
        if (!(offset >= least) || offset != Math.Floor(offset) || offset > long.MaxValue / 2)
        {
            throw Fault("vox_offset", at, offset.ToString(CultureInfo.InvariantCulture), $"a whole number of at least {least}");
        }

        return (long)offset;
    }

    // nifti1.h: a slope of 0 says that there is no scaling; NaN and infinity, which some writers leave there, say the same in nibabel.
    private (double Slope, double Intercept) Scale()
    {
        if (header.Slope == 0 || !double.IsFinite(header.Slope))
        {
            return (1, 0);
        }

        return double.IsFinite(header.Intercept)
            ? (header.Slope, header.Intercept)
            : throw Fault("scl_inter", header.IsVersion2 ? 184 : 116, header.Intercept.ToString(CultureInfo.InvariantCulture), $"finite, for scl_slope is {header.Slope.ToString(CultureInfo.InvariantCulture)}");
    }

    private ImageGeometry? Geometry(string axes, int[] sizes, ImageMetadata metadata)
    {
        double[] affine = NiftiAffine.Of(header, source);
        if (header.SformCode > 0 && header.QformCode > 0 && NiftiAffine.Quaternion(header) is { } qform)
        {
            metadata.Set(NiftiKeys.Qform, qform);
        }

        double unit = NiftiMetadata.MillimetresPerUnit(header.Units);
        for (int i = 0; i < 12; i++)
        {
            affine[i] *= unit;
        }

        return ImageGeometry.TryFromRasAffine(VolumeAxes.Voxels(axes, sizes), affine);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private ImageFileException Fault(string field, int offset, string value, string expected)
        => source.Fault(NiftiFormat.FormatName, $"{field} at offset {offset} is {value}; it must be {expected}.");
}
