using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>Reads ANALYZE 7.5 (Mayo Clinic, "ANALYZE header file format", dbh.h), with what SPM added: an origin and a factor.</summary>
/// <remarks>As nibabel reads such files: x grows to the left, y to the front, z to the head; the origin of SPM is used where it lies near the volume,
/// else the centre of the volume is at 0. The field <c>orient</c> is metadata only, for writers disagree about it.</remarks>
internal static class AnalyzeReader
{
    private const string FormatName = "Analyze";

    public static VolumeLayout Parse(VolumeSource source, byte[] start, bool isBigEndian, bool headerOnly)
    {
        // The fields up to 124 lie as in NIfTI-1, and scl_slope where SPM keeps its factor.
        NiftiHeader header = NiftiHeader.Read(start, isVersion2: false, isBigEndian);
        NiftiDataType? type = NiftiDataType.Find(header.DataType);
        if (type is null || type.Code > 128)
        {
            throw source.Fault(FormatName, $"datatype at offset 70 is {header.DataType}; ANALYZE 7.5 knows 1, 2, 4, 8, 16, 32, 64 and 128.");
        }

        int rank = (int)header.Dimensions[0];
        if (rank is < 1 or > 7)
        {
            throw source.Fault(FormatName, $"dim[0] at offset 40 is {rank}; it must be 1 to 7, the number of dimensions.");
        }

        List<long> dimensions = type.Channels > 1 ? [type.Channels] : [];
        for (int i = 1; i <= rank; i++)
        {
            // Volumes of three dimensions often state four, the last of size 0.
            long size = i > 3 && header.Dimensions[i] == 0 ? 1 : header.Dimensions[i];
            dimensions.Add(size >= 1 ? size : throw source.Fault(FormatName, $"dim[{i}] at offset {40 + (2 * i)} is {size}; it must be at least 1."));
        }

        (string axes, int[] sizes) = VolumeAxes.Map(type.Channels > 1 ? VolumeAxes.Interleaved : VolumeAxes.Plain, dimensions.ToArray())
            ?? throw source.Fault(FormatName, $"dim at offset 40 is [{string.Join(", ", dimensions)}]; no image can have so many samples.");
        double offset = Math.Abs(header.Offset);
        if (!(offset < long.MaxValue / 2) || offset != Math.Floor(offset))
        {
            throw source.Fault(FormatName, FormattableString.Invariant($"vox_offset at offset 108 is {header.Offset}; it must be a whole number."));
        }

        bool scaled = type.Color == ColorType.None && header.Slope != 0 && double.IsFinite(header.Slope);
        VolumeHeader volume = new(FormatName, axes, sizes, type.Type, type.Color, Geometry(header, start, isBigEndian, axes, sizes), Metadata(header, start, type)) { Slope = scaled ? header.Slope : 1 };
        SampleForm form = type.Code == NiftiDataType.Binary ? SampleForm.Bits : isBigEndian ? SampleForm.BigEndian : SampleForm.LittleEndian;
        if (headerOnly)
        {
            return new VolumeLayout(volume, form, []);
        }

        VolumeSource samples = NiftiPair.Samples(source, FormatName);
        long bytes = form == SampleForm.Bits ? (volume.SampleCount + 7) / 8 : volume.StoredBytes;
        return new VolumeLayout(volume, form, [new VolumePiece(samples, samples.IsGzip ? VolumePacking.Gzip : VolumePacking.None, 0, 0, (long)offset, bytes)]);
    }

    private static ImageGeometry? Geometry(NiftiHeader header, byte[] start, bool isBigEndian, string axes, int[] sizes)
    {
        double[] affine = NiftiAffine.Steps(header.Dimensions, header.Steps);
        long[] origin = new long[3];
        new NiftiFields(start, isBigEndian, writes: false).Integers(253, 2, origin);
        bool near = origin.AsSpan().IndexOfAnyExcept(0L) >= 0;
        for (int axis = 0; axis < 3; axis++)
        {
            near &= origin[axis] > -header.Dimensions[axis + 1] && origin[axis] < 2 * header.Dimensions[axis + 1];
        }

        for (int axis = 0; near && axis < 3; axis++)
        {
            // SPM counts voxels from 1.
            affine[(axis * 4) + 3] = -affine[(axis * 4) + axis] * (origin[axis] - 1);
        }

        return ImageGeometry.TryFromRasAffine(VolumeAxes.Voxels(axes, sizes), affine);
    }

    private static ImageMetadata Metadata(NiftiHeader header, byte[] start, NiftiDataType type)
    {
        ImageMetadata metadata = new();
        if (header.Description.Length > 0)
        {
            metadata.Set(NiftiKeys.Description, header.Description);
        }

        if (type.IsComplex)
        {
            metadata.Set(VolumeKeys.IsComplex, true);
        }

        if (header.Dimensions[0] > 3)
        {
            metadata.Set(VolumeKeys.TimeStep, header.Steps[4]);
        }

        metadata.Set(NiftiKeys.AnalyzeOrientation, (long)start[252]);
        string unit = Encoding.Latin1.GetString(start, 56, 4).TrimEnd('\0', ' ');
        if (unit.Length > 0)
        {
            metadata.Set(NiftiKeys.SpaceUnit, unit);
        }

        return metadata;
    }
}
