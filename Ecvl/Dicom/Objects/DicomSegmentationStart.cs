namespace DeepHealth.Ecvl.Dicom;

/// <summary>Everything of a segmentation object but its frames.</summary>
internal static class DicomSegmentationStart
{
    public static DicomDataSet Create(ImageGeometry geometry, IReadOnlyList<DicomSegment> segments, DicomSegmentationKind kind, DicomSegmentationOptions options)
    {
        DicomObjectOptions given = options.Object ?? (options.Sources.Count > 0 ? DicomObjectOptions.InStudyOf(options.Sources[0]) : new DicomObjectOptions());
        DicomObjectOptions complete = DicomObjectStart.Complete(given);
        DicomDataSet dataSet = DicomObjectStart.Create(complete, "SegmentationStorage", "SEG", complete.InstanceNumber);
        dataSet.Set(DicomTags.ImageType, "DERIVED", "PRIMARY");
        dataSet.Set(DicomTags.FrameOfReferenceUID, complete.FrameOfReferenceUid);
        DicomObjectStart.SetOrEmpty(dataSet, ObjectTags.PositionReferenceIndicator, "");
        AddReferences(dataSet, options.Sources);
        DescribePixels(dataSet, geometry, kind);
        dataSet.Set(ObjectTags.ContentLabel, options.ContentLabel);
        DicomObjectStart.SetOrEmpty(dataSet, ObjectTags.ContentDescription, options.ContentDescription);
        DicomObjectStart.SetOrEmpty(dataSet, ObjectTags.ContentCreatorName, options.ContentCreator);
        DicomDataSet[] items = DicomSequences.AddItems(dataSet, ObjectTags.SegmentSequence, segments.Count);
        for (int i = 0; i < items.Length; i++)
        {
            segments[i].Fill(items[i]);
        }

        return dataSet;
    }

    private static void DescribePixels(DicomDataSet dataSet, ImageGeometry geometry, DicomSegmentationKind kind)
    {
        int bits = kind == DicomSegmentationKind.Binary ? 1 : 8;
        dataSet.Set(DicomTags.SamplesPerPixel, 1);
        dataSet.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        dataSet.Set(DicomTags.Rows, geometry.Size.Y);
        dataSet.Set(DicomTags.Columns, geometry.Size.X);
        dataSet.Set(DicomTags.BitsAllocated, bits);
        dataSet.Set(DicomTags.BitsStored, bits);
        dataSet.Set(DicomTags.HighBit, bits - 1);
        dataSet.Set(DicomTags.PixelRepresentation, 0.0);
        dataSet.Set(ObjectTags.LossyImageCompression, "00");
        dataSet.Set(ObjectTags.SegmentationType, bits == 1 ? "BINARY" : "FRACTIONAL");
        if (bits == 1)
        {
            // Labels name one segment for each voxel.
            dataSet.Set(ObjectTags.SegmentsOverlap, "NO");
            return;
        }

        dataSet.Set(ObjectTags.SegmentationFractionalType, kind.ToString().ToUpperInvariant());
        dataSet.Set(ObjectTags.MaximumFractionalValue, byte.MaxValue);
        dataSet.Set(ObjectTags.SegmentsOverlap, "UNDEFINED");
    }

    // PS3.3 section C.12.4: one item for each series.
    private static void AddReferences(DicomDataSet dataSet, IReadOnlyList<DicomDataSet> sources)
    {
        IGrouping<string, DicomDataSet>[] series = [.. sources.GroupBy(source => source[DicomTags.SeriesInstanceUID].GetString())];
        if (series.Length == 0)
        {
            return;
        }

        DicomDataSet[] items = DicomSequences.AddItems(dataSet, ObjectTags.ReferencedSeriesSequence, series.Length);
        for (int i = 0; i < items.Length; i++)
        {
            DicomDataSet[] images = [.. series[i]];
            DicomDataSet[] instances = DicomSequences.AddItems(items[i], ObjectTags.ReferencedInstanceSequence, images.Length);
            for (int image = 0; image < images.Length; image++)
            {
                DicomInstanceReference.To(images[image]).Fill(instances[image]);
            }

            items[i].Set(DicomTags.SeriesInstanceUID, series[i].Key);
        }
    }
}
