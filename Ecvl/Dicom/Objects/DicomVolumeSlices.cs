namespace DeepHealth.Ecvl.Dicom;

/// <summary>Makes a series of CT or MR images from a volume, one file for each slice (DICOM PS3.3 sections A.3 and A.4).</summary>
public static class DicomVolumeSlices
{
    private const string What = "DicomVolumeSlices";

    /// <summary>Makes the files of a volume.</summary>
    /// <remarks>UInt8 is stored as UInt16. Float32 and Float64 are stored in 65,536 steps over the range of the volume, with Rescale Slope and
    /// Intercept, so values change by half a step at most. All slices share one series and one frame of reference.</remarks>
    /// <param name="volume">One sample of UInt8, Int8, UInt16, Int16, Float32 or Float64, with <see cref="Image.Geometry"/>; axes x, y and z. Slices may be shifted against each other, as with a tilted gantry.</param>
    /// <param name="kind">Class of the images.</param>
    /// <param name="options">Patient, study and series; a new study where not given.</param>
    /// <returns>Files to save in the order of the slices, made one by one.</returns>
    /// <exception cref="DicomException">The volume does not suit, or an option is malformed.</exception>
    public static IEnumerable<DicomFile> Create(Image volume, DicomVolumeKind kind, DicomObjectOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ImageGeometry geometry = volume.Geometry ?? throw new DicomException($"{What}: {volume} has no geometry; set Image.Geometry so that the slices have places.");
        if (!(Math.Abs(Vector3D.Dot(geometry.XAxis, geometry.YAxis)) <= ImageGeometry.OrthonormalTolerance))
        {
            throw new DicomException($"{What}: rows and columns of {volume} run along {geometry.YAxis} and {geometry.XAxis}, they must be orthogonal in DICOM; resample the volume.") { Tag = DicomTags.ImageOrientationPatient };
        }

        (Image stored, double slope, double intercept) = Store(volume);
        DicomImageFrames frames = DicomImageFrames.Of(stored, What);
        if (frames.Samples != 1 || frames.Bits != 16 || (frames.Frames > 1 && frames.FrameAxis != 'z'))
        {
            throw new DicomException($"{What}: {volume} must have one sample of 8 or 16 bits or float, and frames along z; convert it.");
        }

        return Slices(frames, geometry, kind, DicomObjectStart.Complete(options), slope, intercept);
    }

    private static IEnumerable<DicomFile> Slices(DicomImageFrames frames, ImageGeometry geometry, DicomVolumeKind kind, DicomObjectOptions options, double slope, double intercept)
    {
        // Slices of a tilted gantry are nearer to each other than their centres.
        double distance = Math.Abs(Vector3D.Dot(geometry.SpacingMm.Z * geometry.ZAxis, Vector3D.Cross(geometry.XAxis, geometry.YAxis)));
        for (int slice = 0; slice < frames.Frames; slice++)
        {
            DicomDataSet dataSet = DicomObjectStart.Create(options, kind == DicomVolumeKind.Ct ? "CTImageStorage" : "MRImageStorage", kind == DicomVolumeKind.Ct ? "CT" : "MR", options.InstanceNumber + slice);
            DicomObjectStart.SetOrEmpty(dataSet, ObjectTags.Laterality, "");
            dataSet.Set(DicomTags.ImageType, "DERIVED", "SECONDARY", kind == DicomVolumeKind.Ct ? "AXIAL" : "OTHER");
            DescribeModality(dataSet, kind);
            Vector3D position = geometry.ToPatient(new Vector3D(0, 0, slice));
            dataSet.Set(DicomTags.ImagePositionPatient, position.X, position.Y, position.Z);
            dataSet.Set(DicomTags.ImageOrientationPatient, geometry.XAxis.X, geometry.XAxis.Y, geometry.XAxis.Z, geometry.YAxis.X, geometry.YAxis.Y, geometry.YAxis.Z);
            dataSet.Set(DicomTags.FrameOfReferenceUID, options.FrameOfReferenceUid);
            DicomObjectStart.SetOrEmpty(dataSet, ObjectTags.PositionReferenceIndicator, "");
            dataSet.Set(DicomTags.SliceThickness, distance);
            dataSet.Set(DicomTags.SpacingBetweenSlices, distance);
            dataSet.Set(DicomTags.PixelSpacing, geometry.SpacingMm.Y, geometry.SpacingMm.X);
            frames.Describe(dataSet);
            dataSet.Set(DicomTags.RescaleIntercept, intercept);
            dataSet.Set(DicomTags.RescaleSlope, slope);
            dataSet.Set(DicomTags.RescaleType, kind == DicomVolumeKind.Ct ? "HU" : "US");
            dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, new DicomBytes(frames.Frame(slice).ToArray())));
            yield return new DicomFile(dataSet);
        }
    }

    // Elements that the modules of CT (C.8.2.1) and MR (C.8.3.1) require, empty where nothing is known.
    private static void DescribeModality(DicomDataSet dataSet, DicomVolumeKind kind)
    {
        DicomObjectStart.SetOrEmpty(dataSet, ObjectTags.AcquisitionNumber, "");
        DicomObjectStart.SetOrEmpty(dataSet, ObjectTags.PatientPosition, "");
        if (kind == DicomVolumeKind.Ct)
        {
            DicomObjectStart.SetOrEmpty(dataSet, ObjectTags.KVP, "");
            return;
        }

        // RM is research mode: no pulse sequence of a scanner.
        dataSet.Set(ObjectTags.ScanningSequence, "RM");
        dataSet.Set(ObjectTags.SequenceVariant, "NONE");
        foreach (DicomTag unknown in (ReadOnlySpan<DicomTag>)[ObjectTags.ScanOptions, ObjectTags.MRAcquisitionType, ObjectTags.RepetitionTime, ObjectTags.EchoTime, ObjectTags.EchoTrainLength])
        {
            DicomObjectStart.SetOrEmpty(dataSet, unknown, "");
        }
    }

    // Stored pixels with value = slope · stored + intercept.
    private static (Image Stored, double Slope, double Intercept) Store(Image volume)
    {
        switch (volume.PixelType)
        {
            case PixelType.UInt8:
                return (volume.ConvertTo(PixelType.UInt16), 1, 0);
            case PixelType.Int8:
                return (volume.ConvertTo(PixelType.Int16), 1, 0);
            case PixelType.Float32 or PixelType.Float64:
                (double least, double most) = Range(volume);
                if (!double.IsFinite(most - least))
                {
                    throw new DicomException(FormattableString.Invariant($"{What}: {volume} reaches from {least} to {most}; values must be finite."));
                }

                double slope = most > least ? (most - least) / ushort.MaxValue : 1;
                // Files hold 16 characters of a number; the rounded one must be used on both sides.
                slope = double.Parse(slope.ToString("G10", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
                least = double.Parse(least.ToString("G10", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
                Image steps = (volume.ConvertTo(PixelType.Float64) - least) / slope;
                // Conversion rounds and saturates.
                return (steps.ConvertTo(PixelType.UInt16), slope, least);
            default:
                return (volume, 1, 0);
        }
    }

    private static (double Least, double Most) Range(Image volume)
    {
        double least = double.PositiveInfinity;
        double most = double.NegativeInfinity;
        Image values = volume.ConvertTo(PixelType.Float64);
        foreach (double value in values.AsSpan<double>())
        {
            // NaN stays NaN and is refused.
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        GC.KeepAlive(values);

        return (least, most);
    }
}
