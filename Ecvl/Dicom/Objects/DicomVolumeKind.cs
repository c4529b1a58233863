namespace DeepHealth.Ecvl.Dicom;

/// <summary>Classes of single-frame images that volumes are written as.</summary>
public enum DicomVolumeKind
{
    /// <summary>CT Image: values in Hounsfield units.</summary>
    Ct,

    /// <summary>MR Image: values without a unit.</summary>
    Mr,
}
