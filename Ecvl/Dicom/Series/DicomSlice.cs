namespace DeepHealth.Ecvl.Dicom;

/// <summary>One frame of a series: what its header says about its place.</summary>
/// <param name="Path">The file.</param>
/// <param name="Frame">Number of the frame in the file, from 0.</param>
/// <param name="InstanceNumber">Instance Number (0020,0013); 0 where it lacks.</param>
/// <param name="Plane">Where the frame lies; null where the file does not say.</param>
/// <param name="Format">Shape and cells of its pixels.</param>
/// <param name="Time">What orders frames at one place: temporal position, acquisition number, trigger time.</param>
public sealed record DicomSlice(string Path, int Frame, int InstanceNumber, DicomPlane? Plane, DicomPixelFormat Format, double Time)
{
    /// <summary>SOP Instance UID (0008,0018) of the file; empty where it lacks.</summary>
    public string InstanceUid { get; init; } = "";

    /// <summary>The line that leads from stored values to modality units; 1 and 0 where the file states none.</summary>
    public (double Slope, double Intercept) Rescale { get; init; } = (1, 0);

    /// <summary>File and frame.</summary>
    public override string ToString() => Format.Frames > 1 ? $"frame {Frame} of \"{Path}\"" : $"\"{Path}\"";
}
