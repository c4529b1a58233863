namespace DeepHealth.Ecvl.Dicom;

/// <summary>Finds what holds for one frame: its own functional group, else the shared one, else the data set (DICOM PS3.3 section C.7.6.16).</summary>
internal static class DicomFrameGroups
{
    /// <summary>The data set with the attributes of a macro for a frame.</summary>
    /// <param name="dataSet">Main data set.</param>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <param name="macro">Sequence of the macro, such as Plane Position Sequence.</param>
    /// <returns>Its first item; the main data set where no group has it.</returns>
    public static DicomDataSet Of(DicomDataSet dataSet, int frame, DicomTag macro)
    {
        IReadOnlyList<DicomDataSet> frames = Items(dataSet, DicomPixelTags.PerFrameFunctionalGroupsSequence);
        return (frame < frames.Count ? First(frames[frame], macro) : null)
            ?? (Items(dataSet, DicomPixelTags.SharedFunctionalGroupsSequence) is [DicomDataSet shared, ..] ? First(shared, macro) : null)
            ?? dataSet;
    }

    private static DicomDataSet? First(DicomDataSet group, DicomTag macro) => Items(group, macro) is [DicomDataSet item, ..] ? item : null;

    private static IReadOnlyList<DicomDataSet> Items(DicomDataSet dataSet, DicomTag tag) => dataSet.Find(tag) is { IsSequence: true } element ? element.Items : [];
}
