namespace DeepHealth.Ecvl.Dicom;

/// <summary>Points to another object.</summary>
/// <param name="SopClassUid">Its class.</param>
/// <param name="SopInstanceUid">Its identifier.</param>
public sealed record DicomInstanceReference(string SopClassUid, string SopInstanceUid)
{
    /// <summary>Points to an object.</summary>
    /// <exception cref="DicomException">SOP Class UID (0008,0016) or SOP Instance UID (0008,0018) is missing.</exception>
    internal static DicomInstanceReference To(DicomDataSet dataSet) => new(dataSet[DicomTags.SOPClassUID].GetString(), dataSet[DicomTags.SOPInstanceUID].GetString());

    /// <summary>Reads an item of a reference sequence.</summary>
    internal static DicomInstanceReference Of(DicomDataSet item) => new(item.GetString(ObjectTags.ReferencedSOPClassUID), item.GetString(ObjectTags.ReferencedSOPInstanceUID));

    /// <summary>Fills an item of a reference sequence.</summary>
    internal void Fill(DicomDataSet item)
    {
        item.Set(ObjectTags.ReferencedSOPClassUID, SopClassUid);
        item.Set(ObjectTags.ReferencedSOPInstanceUID, SopInstanceUid);
    }
}
