namespace DeepHealth.Ecvl.Dicom;

/// <summary>Makes secondary captures: pictures that come from no scanner (DICOM PS3.3 sections A.8.1 to A.8.5).</summary>
public static class DicomSecondaryCapture
{
    private const string What = "DicomSecondaryCapture";

    /// <summary>Makes a file of an image.</summary>
    /// <remarks>One frame becomes a Secondary Capture Image, several frames (along <c>z</c>, <c>t</c> or <c>o</c>) and masks become a Multi-frame
    /// Secondary Capture of single bits, bytes, words or true colour. The spacing of the image's geometry becomes Pixel Spacing (0028,0030).</remarks>
    /// <param name="image">Gray of Bool, UInt8, UInt16 or (one frame only) Int8 and Int16, or Rgb of UInt8; at most 65,535 columns and rows.</param>
    /// <param name="options">Patient, study and series; a new study where not given.</param>
    /// <returns>A file to save, explicit little endian with native pixels.</returns>
    /// <exception cref="DicomException">The image does not suit, or an option is malformed.</exception>
    public static DicomFile Create(Image image, DicomObjectOptions? options = null)
    {
        DicomImageFrames frames = DicomImageFrames.Of(image, What);
        bool multiframe = frames.Frames > 1 || frames.Bits == 1;
        if (multiframe && frames.IsSigned)
        {
            throw new DicomException($"{What}: {image} has {frames.Frames} frames of signed values, several frames must be unsigned; convert the image or make one file for each frame.");
        }

        DicomObjectOptions complete = DicomObjectStart.Complete(options);
        DicomDataSet dataSet = DicomObjectStart.Create(complete, SopClass(frames, multiframe), "OT", complete.InstanceNumber);
        DicomObjectStart.SetOrEmpty(dataSet, ObjectTags.Laterality, "");
        dataSet.Set(DicomTags.ImageType, "DERIVED", "SECONDARY");
        dataSet.Set(ObjectTags.ConversionType, "WSD");
        DicomObjectStart.SetOrEmpty(dataSet, ObjectTags.PatientOrientation, "");
        frames.Describe(dataSet);
        if (image.SpacingMm is { } spacing)
        {
            // Rows first: the distance along y, then along x.
            dataSet.Set(DicomTags.PixelSpacing, spacing.Y, spacing.X);
            dataSet.Set(ObjectTags.NominalScannedPixelSpacing, spacing.Y, spacing.X);
        }

        if (multiframe)
        {
            DescribeFrames(dataSet, frames, image);
        }

        dataSet.Set(frames.ToElement());
        return new DicomFile(dataSet);
    }

    private static string SopClass(DicomImageFrames frames, bool multiframe) => !multiframe ? "SecondaryCaptureImageStorage"
        : frames.Bits == 1 ? "MultiFrameSingleBitSecondaryCaptureImageStorage"
        : frames.Samples == 3 ? "MultiFrameTrueColorSecondaryCaptureImageStorage"
        : frames.Bits == 8 ? "MultiFrameGrayscaleByteSecondaryCaptureImageStorage"
        : "MultiFrameGrayscaleWordSecondaryCaptureImageStorage";

    // PS3.3 sections C.8.6.3 and C.7.6.6.
    private static void DescribeFrames(DicomDataSet dataSet, DicomImageFrames frames, Image image)
    {
        dataSet.Set(DicomTags.NumberOfFrames, frames.Frames);
        dataSet.Set(ObjectTags.BurnedInAnnotation, "NO");
        if (frames is { Samples: 1, Bits: > 1 })
        {
            dataSet.Set(ObjectTags.PresentationLUTShape, "IDENTITY");
            dataSet.Set(DicomTags.RescaleIntercept, 0.0);
            dataSet.Set(DicomTags.RescaleSlope, 1);
            dataSet.Set(DicomTags.RescaleType, "US");
        }

        if (frames.Frames == 1)
        {
            return;
        }

        bool slices = frames.FrameAxis == 'z' && image.Geometry is not null;
        DicomTag vector = slices ? ObjectTags.SliceLocationVector : ObjectTags.PageNumberVector;
        dataSet.Set(vector, [.. Enumerable.Range(0, frames.Frames).Select(frame => slices ? frame * image.Geometry!.SpacingMm.Z : frame + 1)]);
        DicomSequences.SetTag(dataSet, ObjectTags.FrameIncrementPointer, vector);
    }
}
