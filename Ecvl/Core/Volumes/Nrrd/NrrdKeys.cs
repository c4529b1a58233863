namespace DeepHealth.Ecvl;

/// <summary>Keys of <see cref="ImageMetadata"/> for the fields of NRRD headers. The same keys are written.</summary>
/// <remarks>"Definition of NRRD File Format", teem.sourceforge.net/nrrd/format.html.</remarks>
public static class NrrdKeys
{
    /// <summary><c>content</c>: what the samples are; a <see cref="string"/>.</summary>
    public const string Content = "Nrrd.Content";

    /// <summary><c>sample units</c>; a <see cref="string"/>.</summary>
    public const string SampleUnits = "Nrrd.SampleUnits";

    /// <summary><c>kinds</c>: what each axis of the file is; an array of <see cref="string"/>. It is not written: the axes' letters say it.</summary>
    public const string Kinds = "Nrrd.Kinds";

    /// <summary><c>labels</c> of the axes of the file; an array of <see cref="string"/>. It is not written.</summary>
    public const string Labels = "Nrrd.Labels";

    /// <summary><c>measurement frame</c>: three vectors, one after the other, in LPS whatever the file uses; nine <see cref="double"/>.</summary>
    public const string MeasurementFrame = "Nrrd.MeasurementFrame";

    /// <summary>What precedes the key of a <c>key:=value</c> line; a <see cref="string"/>.</summary>
    public const string KeyPrefix = "Nrrd.Key:";
}
