using System.Globalization;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Slices of one series that lie on parallel planes, in order, and the volume that they form.</summary>
/// <remarks>Slices are in the order of their positions along the normal of their planes, in the direction column axis × row axis.</remarks>
public sealed class DicomSeries
{
    private readonly DicomSeriesOrder _order;

    internal DicomSeries(string uid, string description, string modality, List<DicomSlice> slices)
    {
        Uid = uid;
        Description = description;
        Modality = modality;
        _order = new DicomSeriesOrder(slices);
    }

    /// <summary>Series Instance UID (0020,000E).</summary>
    public string Uid { get; }

    /// <summary>Series Description (0008,103E).</summary>
    public string Description { get; }

    /// <summary>Modality (0008,0060), such as <c>CT</c>.</summary>
    public string Modality { get; }

    /// <summary>Volumes at the same place, such as time points: 1 for most series.</summary>
    public int TimePoints => _order.TimePoints.Length;

    /// <summary>Slices of a volume, from one end to the other.</summary>
    /// <param name="timePoint">Which volume, from 0.</param>
    public IReadOnlyList<DicomSlice> Slices(int timePoint = 0) => _order.TimePoints[timePoint];

    /// <summary>Distance of slices in mm: the mean of the regular steps; where the series has one place what its file states, else 1.</summary>
    public double SpacingMm => _order.SpacingMm;

    /// <summary>Angle in degrees between the line through the slices and their normal: 0 unless the gantry was tilted.</summary>
    public double TiltDegrees => _order.TiltDegrees;

    /// <summary>What is irregular; empty for a regular grid.</summary>
    public IReadOnlyList<DicomSeriesFinding> Findings => _order.Findings;

    /// <summary>Place of the volume in the patient; null where the slices do not say it.</summary>
    public ImageGeometry? Geometry
    {
        get
        {
            DicomSlice first = _order.TimePoints[0][0];
            VoxelCounts size = new(first.Format.Columns, first.Format.Rows, _order.TimePoints[0].Length);
            return first.Plane is { } plane
                ? new ImageGeometry(size, new Vector3D(plane.SpacingXMm, plane.SpacingYMm, SpacingMm), plane.OriginMm, plane.XAxis, plane.YAxis, plane.Normal)
                : null;
        }
    }

    /// <summary>The only series of a folder and the folders within it, or the frames of one file, such as an enhanced multi-frame image.</summary>
    /// <remarks>Files of a folder that hold no images are passed over; <see cref="DicomScan"/> lists them, and takes folders with several series.</remarks>
    /// <param name="path">A folder or a file.</param>
    /// <exception cref="DicomException">There are no images, or they form several series.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static DicomSeries Of(string path)
    {
        DicomScan scan = Directory.Exists(path) ? DicomScan.Of(path) : DicomScan.Of([path], workers: 1);
        return scan switch
        {
            { Series: [DicomSeries series] } => series,
            { Series: [], Skipped: [(_, string reason), ..] } => throw new DicomException($"DicomSeries: {reason}") { SourceName = path },
            { Series: [] } => throw new DicomException($"DicomSeries: the folder \"{path}\" holds no files.") { SourceName = path },
            _ => throw new DicomException($"DicomSeries: the frames of \"{path}\" form {scan.Series.Count} series; read them by DicomScan.") { SourceName = path },
        };
    }

    /// <summary>Reads the volume.</summary>
    /// <param name="options">What to read, and how.</param>
    /// <returns><c>xyz</c>, or <c>cxyz</c> for several samples: modality units as <see cref="PixelType.Float32"/>, or stored values. Series UID, description and modality are metadata; of
    /// stored values slope and intercept too (<see cref="VolumeKeys"/>), where all slices have the same.</returns>
    /// <exception cref="DicomException">The slices are no regular grid, differ in type, or one is damaged; the message names it.</exception>
    public Image ReadVolume(DicomVolumeOptions? options = null)
    {
        options ??= new DicomVolumeOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1, nameof(options));
        if (options.TimePoint < 0 || options.TimePoint >= TimePoints)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"DicomSeries: time point {options.TimePoint} was asked for, the series has {TimePoints}.");
        }

        if (!options.AllowIrregular && Findings.FirstOrDefault(finding => finding.Problem != DicomSeriesProblem.Duplicate) is { } worst)
        {
            throw new DicomException($"DicomSeries: {Findings.Count} findings keep series {Uid} from being a regular grid: {worst.Text} Allow irregular volumes to read it all the same.") { SourceName = _order.TimePoints[0][0].Path };
        }

        DicomSlice[] slices = _order.TimePoints[options.TimePoint];
        DicomPixelFormat format = slices[0].Format;
        PixelType type = options.Stored ? Widest(slices) : PixelType.Float32;
        Image volume = Allocate(format, slices.Length, type);
        new DicomVolumeReader(volume, slices, options).Run();
        volume.Metadata.Set("SeriesInstanceUID", Uid);
        volume.Metadata.Set("SeriesDescription", Description);
        volume.Metadata.Set("Modality", Modality);
        if (options.Stored && slices[0].Rescale != (1, 0) && Array.TrueForAll(slices, slice => slice.Rescale == slices[0].Rescale))
        {
            volume.Metadata.Set(VolumeKeys.Slope, slices[0].Rescale.Slope);
            volume.Metadata.Set(VolumeKeys.Intercept, slices[0].Rescale.Intercept);
        }

        return volume;
    }

    /// <summary>Modality, description and size.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Modality} \"{Description}\" {_order.TimePoints[0][0].Format.Columns} x {_order.TimePoints[0][0].Format.Rows} x {_order.TimePoints[0].Length}{(TimePoints > 1 ? $" x {TimePoints}" : "")}, {Findings.Count} findings");

    // Every sample is written, so the memory is not cleared first.
    private Image Allocate(DicomPixelFormat format, int depth, PixelType type)
    {
        long row = (long)format.SamplesPerPixel * type.ByteCount();
        long plane = row * format.Columns * format.Rows;
        if (plane > BufferPool.MaxBytes / depth)
        {
            throw new DicomException($"DicomSeries: {format.Columns} x {format.Rows} x {depth} voxels of {row} bytes exceed the {BufferPool.MaxBytes} bytes of an image; read stored values, or fewer slices.")
            {
                SourceName = _order.TimePoints[0][0].Path,
            };
        }

        int[] sizes = [format.Columns, format.Rows, depth];
        return format.SamplesPerPixel == 1
            ? Image.Uncleared("xyz", sizes, type, ColorType.None, Geometry)
            : Image.Uncleared("cxyz", [format.SamplesPerPixel, .. sizes], type, ColorType.None, Geometry);
    }

    private static PixelType Widest(DicomSlice[] slices)
    {
        PixelType type = slices[0].Format.StoredType;
        return Array.Find(slices, slice => slice.Format.StoredType != type) is { } other
            ? throw new DicomException($"DicomSeries: {other} stores {other.Format.StoredType}, {slices[0]} {type}; read modality units in place of stored values.") { SourceName = other.Path }
            : type;
    }
}
