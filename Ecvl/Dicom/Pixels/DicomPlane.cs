namespace DeepHealth.Ecvl.Dicom;

/// <summary>Where a frame lies in the patient: the Image Plane module (DICOM PS3.3 section C.7.6.2), in mm, LPS.</summary>
/// <param name="OriginMm">Centre of the first pixel: Image Position (Patient) (0020,0032).</param>
/// <param name="XAxis">Unit vector along which columns grow.</param>
/// <param name="YAxis">Unit vector along which rows grow, orthogonal to the other.</param>
/// <param name="SpacingXMm">Distance of columns.</param>
/// <param name="SpacingYMm">Distance of rows.</param>
/// <param name="ThicknessMm">Distance of slices: Spacing Between Slices (0018,0088), else Slice Thickness (0018,0050); 0 where neither is stated.</param>
public sealed record DicomPlane(Vector3D OriginMm, Vector3D XAxis, Vector3D YAxis, double SpacingXMm, double SpacingYMm, double ThicknessMm)
{
    // Directions are written with few digits.
    private const double DirectionTolerance = 0.01;

    /// <summary>Unit vector to the side of the slice: column direction times row direction.</summary>
    public Vector3D Normal => Vector3D.Cross(XAxis, YAxis);

    /// <summary>Distance along a direction from the origin of the patient's coordinates, in mm.</summary>
    public double AlongMm(Vector3D direction) => Vector3D.Dot(OriginMm, direction);

    /// <summary>The plane of a frame; null where the file does not state position, orientation and spacing.</summary>
    /// <remarks>Functional groups, the detectors of nuclear medicine and the frame offsets of dose grids are followed.</remarks>
    /// <param name="dataSet">Main data set.</param>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <exception cref="DicomException">Directions are not orthogonal unit vectors, or a spacing is not above 0.</exception>
    public static DicomPlane? Of(DicomDataSet dataSet, int frame)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        DicomDataSet place = DicomFrameGroups.Of(dataSet, frame, DicomPixelTags.PlanePositionSequence);
        DicomDataSet turn = DicomFrameGroups.Of(dataSet, frame, DicomPixelTags.PlaneOrientationSequence);
        bool byDetector = !turn.Contains(DicomTags.ImageOrientationPatient)
            && dataSet.Find(DicomPixelTags.DetectorInformationSequence) is { IsSequence: true, IsEmpty: false };
        if (byDetector)
        {
            place = turn = dataSet.GetItems(DicomPixelTags.DetectorInformationSequence)[0];
        }

        if (place.GetDoubles(DicomTags.ImagePositionPatient) is not [double px, double py, double pz]
            || turn.GetDoubles(DicomTags.ImageOrientationPatient) is not [double ax, double ay, double az, double bx, double by, double bz]
            || SpacingOf(dataSet, frame) is not { } spacing)
        {
            return null;
        }

        (Vector3D x, Vector3D y) = Orthonormal(new Vector3D(ax, ay, az), new Vector3D(bx, by, bz));
        double thickness = ThicknessOf(dataSet, frame);
        double shift = byDetector ? frame * thickness
            : dataSet.GetDoubles(DicomPixelTags.GridFrameOffsetVector) is { } offsets && frame < offsets.Length ? offsets[frame] - offsets[0]
            : 0;
        return new DicomPlane(new Vector3D(px, py, pz) + (shift * Vector3D.Cross(x, y)), x, y, spacing.X, spacing.Y, thickness);
    }

    /// <summary>Distances of columns and rows in mm; null where the file does not state them. For projections, that at the detector.</summary>
    internal static (double X, double Y)? SpacingOf(DicomDataSet dataSet, int frame)
    {
        DicomDataSet measures = DicomFrameGroups.Of(dataSet, frame, DicomPixelTags.PixelMeasuresSequence);
        foreach (DicomTag tag in (ReadOnlySpan<DicomTag>)[DicomTags.PixelSpacing, DicomPixelTags.ImagerPixelSpacing, DicomPixelTags.NominalScannedPixelSpacing])
        {
            if (measures.GetDoubles(tag) is [double y, double x, ..])
            {
                return x > 0 && y > 0 ? (x, y) : throw new DicomException(FormattableString.Invariant($"DicomPlane: {DicomTagTable.Describe(tag)} is {y}, {x} mm; both must be above 0.")) { Tag = tag };
            }
        }

        return null;
    }

    internal static double ThicknessOf(DicomDataSet dataSet, int frame)
    {
        DicomDataSet measures = DicomFrameGroups.Of(dataSet, frame, DicomPixelTags.PixelMeasuresSequence);
        // The distance is negative in files that count slices downwards.
        double distance = Math.Abs(measures.GetDouble(DicomTags.SpacingBetweenSlices, 0));
        return distance > 0 ? distance : Math.Abs(measures.GetDouble(DicomTags.SliceThickness, 0));
    }

    private static (Vector3D X, Vector3D Y) Orthonormal(Vector3D x, Vector3D y)
    {
        if (!(Math.Abs(x.Length - 1) <= DirectionTolerance && Math.Abs(y.Length - 1) <= DirectionTolerance && Math.Abs(Vector3D.Dot(x, y)) <= DirectionTolerance))
        {
            throw new DicomException($"DicomPlane: {DicomTagTable.Describe(DicomTags.ImageOrientationPatient)} holds {x} and {y}, which are no orthogonal unit vectors.") { Tag = DicomTags.ImageOrientationPatient };
        }

        x = (1 / x.Length) * x;
        y -= Vector3D.Dot(x, y) * x;
        return (x, (1 / y.Length) * y);
    }
}
