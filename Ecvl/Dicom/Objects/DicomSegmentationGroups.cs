namespace DeepHealth.Ecvl.Dicom;

/// <summary>Dimensions and functional groups of a segmentation: where each frame lies, its segment and its source (DICOM PS3.3 sections C.7.6.16 and C.7.6.17).</summary>
internal static class DicomSegmentationGroups
{
    private static readonly DicomCode s_segmentation = new("113076", "DCM", "Segmentation");
    private static readonly DicomCode s_source = new("121322", "DCM", "Source image for image processing operation");

    // A source lies at the place of a frame where both differ by less than this part of the slice distance.
    private const double Tolerance = 0.01;

    public static void Add(DicomDataSet dataSet, List<DicomSegmentationFrame> frames, ImageGeometry geometry, IReadOnlyList<DicomDataSet> sources)
    {
        AddDimensions(dataSet);
        AddShared(dataSet, geometry);
        DicomDataSet[] groups = DicomSequences.AddItems(dataSet, ObjectTags.PerFrameFunctionalGroupsSequence, frames.Count);
        (Vector3D Place, DicomInstanceReference Reference)[] places = [.. Places(sources)];
        for (int i = 0; i < groups.Length; i++)
        {
            DicomSegmentationFrame frame = frames[i];
            Vector3D position = geometry.ToPatient(new Vector3D(0, 0, frame.Slice));
            int source = Array.FindIndex(places, place => (place.Place - position).Length < Tolerance * geometry.SpacingMm.Z);
            if (source >= 0)
            {
                AddSource(groups[i], places[source].Reference);
            }

            DicomSequences.AddItem(groups[i], ObjectTags.FrameContentSequence).Set(ObjectTags.DimensionIndexValues, frame.Segment, frame.Slice + 1);
            DicomSequences.AddItem(groups[i], ObjectTags.PlanePositionSequence).Set(DicomTags.ImagePositionPatient, position.X, position.Y, position.Z);
            DicomSequences.AddItem(groups[i], ObjectTags.SegmentIdentificationSequence).Set(ObjectTags.ReferencedSegmentNumber, frame.Segment);
        }
    }

    private static void AddDimensions(DicomDataSet dataSet)
    {
        string organization = DicomUid.Create();
        DicomSequences.AddItem(dataSet, ObjectTags.DimensionOrganizationSequence).Set(ObjectTags.DimensionOrganizationUID, organization);
        DicomDataSet[] dimensions = DicomSequences.AddItems(dataSet, ObjectTags.DimensionIndexSequence, 2);
        Describe(dimensions[0], ObjectTags.ReferencedSegmentNumber, ObjectTags.SegmentIdentificationSequence, "Segment Number");
        Describe(dimensions[1], DicomTags.ImagePositionPatient, ObjectTags.PlanePositionSequence, "Image Position Patient");

        void Describe(DicomDataSet dimension, DicomTag index, DicomTag group, string label)
        {
            dimension.Set(ObjectTags.DimensionOrganizationUID, organization);
            DicomSequences.SetTag(dimension, ObjectTags.DimensionIndexPointer, index);
            DicomSequences.SetTag(dimension, ObjectTags.FunctionalGroupPointer, group);
            dimension.Set(ObjectTags.DimensionDescriptionLabel, label);
        }
    }

    private static void AddShared(DicomDataSet dataSet, ImageGeometry geometry)
    {
        DicomDataSet shared = DicomSequences.AddItem(dataSet, ObjectTags.SharedFunctionalGroupsSequence);
        DicomSequences.AddItem(shared, ObjectTags.PlaneOrientationSequence)
            .Set(DicomTags.ImageOrientationPatient, geometry.XAxis.X, geometry.XAxis.Y, geometry.XAxis.Z, geometry.YAxis.X, geometry.YAxis.Y, geometry.YAxis.Z);
        DicomDataSet measures = DicomSequences.AddItem(shared, ObjectTags.PixelMeasuresSequence);
        measures.Set(DicomTags.SliceThickness, geometry.SpacingMm.Z);
        measures.Set(DicomTags.SpacingBetweenSlices, geometry.SpacingMm.Z);
        measures.Set(DicomTags.PixelSpacing, geometry.SpacingMm.Y, geometry.SpacingMm.X);
    }

    private static void AddSource(DicomDataSet group, DicomInstanceReference reference)
    {
        DicomDataSet derivation = DicomSequences.AddItem(group, ObjectTags.DerivationImageSequence);
        DicomDataSet source = DicomSequences.AddItem(derivation, ObjectTags.SourceImageSequence);
        reference.Fill(source);
        s_source.AddTo(source, ObjectTags.PurposeOfReferenceCodeSequence);
        s_segmentation.AddTo(derivation, ObjectTags.DerivationCodeSequence);
    }

    // Places of the sources that have one; multi-frame sources are named at the series only.
    private static IEnumerable<(Vector3D Place, DicomInstanceReference Reference)> Places(IReadOnlyList<DicomDataSet> sources)
    {
        foreach (DicomDataSet source in sources)
        {
            if (source.GetDoubles(DicomTags.ImagePositionPatient) is [double x, double y, double z])
            {
                yield return (new Vector3D(x, y, z), DicomInstanceReference.To(source));
            }
        }
    }
}
