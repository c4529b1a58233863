using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>Directories of media: files named DICOMDIR, which list others.</summary>
internal static class MediaDirectory
{
    private static readonly string s_class = DicomUid.Find("MediaStorageDirectoryStorage")!.Value;

    public static bool Is(DicomFile file) => file.Meta.GetString(DicomTags.MediaStorageSOPClassUID) == s_class;
}
