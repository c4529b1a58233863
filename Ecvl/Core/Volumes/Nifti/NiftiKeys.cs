namespace DeepHealth.Ecvl;

/// <summary>Keys of <see cref="ImageMetadata"/> for the fields of NIfTI headers. A fact is there only where the file states it.</summary>
/// <remarks>NIfTI-1.1 (nifti1.h, 2007) and NIfTI-2 (nifti2.h, 2011); the name of the field is given in code type. The same keys are written.</remarks>
public static class NiftiKeys
{
    /// <summary><c>descrip</c>; a <see cref="string"/> of at most 80 characters.</summary>
    public const string Description = "Nifti.Description";

    /// <summary><c>aux_file</c>; a <see cref="string"/> of at most 24 characters.</summary>
    public const string AuxiliaryFile = "Nifti.AuxiliaryFile";

    /// <summary><c>intent_code</c>: what the values are, such as 1007 for a vector; a <see cref="long"/>.</summary>
    public const string IntentCode = "Nifti.IntentCode";

    /// <summary><c>intent_name</c>; a <see cref="string"/> of at most 16 characters.</summary>
    public const string IntentName = "Nifti.IntentName";

    /// <summary><c>intent_p1</c> … <c>intent_p3</c>; three <see cref="double"/>.</summary>
    public const string IntentParameters = "Nifti.IntentParameters";

    /// <summary><c>cal_min</c>: the value to show black; a <see cref="double"/>.</summary>
    public const string DisplayMinimum = "Nifti.DisplayMinimum";

    /// <summary><c>cal_max</c>: the value to show white; a <see cref="double"/>.</summary>
    public const string DisplayMaximum = "Nifti.DisplayMaximum";

    /// <summary><c>slice_code</c>: order in time of the slices; a <see cref="long"/>.</summary>
    public const string SliceCode = "Nifti.SliceCode";

    /// <summary><c>slice_start</c>; a <see cref="long"/>.</summary>
    public const string SliceStart = "Nifti.SliceStart";

    /// <summary><c>slice_end</c>; a <see cref="long"/>.</summary>
    public const string SliceEnd = "Nifti.SliceEnd";

    /// <summary><c>slice_duration</c>: time of one slice in <see cref="VolumeKeys.TimeUnit"/>; a <see cref="double"/>.</summary>
    public const string SliceDuration = "Nifti.SliceDuration";

    /// <summary><c>toffset</c>: time of the first sample in <see cref="VolumeKeys.TimeUnit"/>; a <see cref="double"/>.</summary>
    public const string TimeOffset = "Nifti.TimeOffset";

    /// <summary><c>dim_info</c>: which axes are those of frequency, phase and slice; a <see cref="long"/>.</summary>
    public const string DimensionInfo = "Nifti.DimensionInfo";

    /// <summary><c>qform_code</c>; a <see cref="long"/>.</summary>
    public const string QformCode = "Nifti.QformCode";

    /// <summary><c>sform_code</c>; a <see cref="long"/>.</summary>
    public const string SformCode = "Nifti.SformCode";

    /// <summary>The matrix of the quaternion where the sform was taken for the geometry: 16 <see cref="double"/> row by row, RAS, in the file's unit. It is not written.</summary>
    public const string Qform = "Nifti.Qform";

    /// <summary>The spatial unit as <c>m</c>, <c>mm</c> or <c>um</c>; a <see cref="string"/>. The geometry is in mm whatever it says, and mm is written.</summary>
    public const string SpaceUnit = "Nifti.SpaceUnit";

    /// <summary><c>pixdim[5]</c> … <c>pixdim[7]</c> as far as there are dimensions; an array of <see cref="double"/>.</summary>
    public const string HigherSteps = "Nifti.HigherSteps";

    /// <summary><c>dim[1]</c> … <c>dim[7]</c> where several of them share the axis <c>o</c>; an array of <see cref="long"/>.</summary>
    public const string Dimensions = "Nifti.Dimensions";

    /// <summary>The codes of the extensions in their order; an array of <see cref="long"/>. See <see cref="NiftiExtension"/>.</summary>
    public const string ExtensionCodes = "Nifti.ExtensionCodes";

    /// <summary>What precedes the number of an extension, from 0: its content, an array of <see cref="byte"/>.</summary>
    public const string ExtensionPrefix = "Nifti.Extension:";

    /// <summary>The field <c>orient</c> of ANALYZE 7.5, 0 … 5: transverse, coronal, sagittal, and each flipped; a <see cref="long"/>. It is not written.</summary>
    public const string AnalyzeOrientation = "Analyze.Orientation";

    /// <summary>Removes facts that number the axes of the file.</summary>
    internal static void RemoveAxisFacts(ImageMetadata metadata)
    {
        foreach (string key in (string[])[SliceCode, SliceStart, SliceEnd, SliceDuration, DimensionInfo, Dimensions, Qform])
        {
            metadata.Remove(key);
        }
    }
}
