namespace DeepHealth.Ecvl.Dicom;

/// <summary>Slices that may form one grid, while a scan collects them.</summary>
internal sealed class DicomSeriesGroup(DicomHeader header, DicomSlice first)
{
    // Directions and spacings of one series are written with few digits.
    private const double DirectionTolerance = 1e-3;
    private const double SpacingTolerance = 1e-3;

    public string Uid => header.SeriesUid;

    public List<DicomSlice> Slices { get; } = [];

    public bool Takes(DicomHeader other, DicomSlice slice)
        => other.SopClassUid == header.SopClassUid && other.Echo == header.Echo && other.Component == header.Component
            && slice.Format.Rows == first.Format.Rows && slice.Format.Columns == first.Format.Columns && slice.Format.SamplesPerPixel == first.Format.SamplesPerPixel
            && slice.Format.Photometric == first.Format.Photometric && IsParallel(slice.Plane);

    public DicomSeries Finish() => new(header.SeriesUid, header.Description, header.Modality, Slices);

    private bool IsParallel(DicomPlane? plane)
        => plane is null || first.Plane is null ? plane is null == first.Plane is null
            : (plane.XAxis - first.Plane.XAxis).Length <= DirectionTolerance && (plane.YAxis - first.Plane.YAxis).Length <= DirectionTolerance
                && Math.Abs(plane.SpacingXMm - first.Plane.SpacingXMm) <= SpacingTolerance * first.Plane.SpacingXMm
                && Math.Abs(plane.SpacingYMm - first.Plane.SpacingYMm) <= SpacingTolerance * first.Plane.SpacingYMm;
}
