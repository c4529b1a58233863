namespace DeepHealth.Ecvl;

/// <summary>Moves the fields of a NIfTI header that are neither samples nor geometry to and from metadata.</summary>
internal static class NiftiMetadata
{
    private static readonly string[] s_timeUnits = ["", "s", "ms", "us", "Hz", "ppm", "rad/s"];
    private static readonly string[] s_spaceUnits = ["", "m", "mm", "um"];

    /// <summary>The code of millimetres in <c>xyzt_units</c>.</summary>
    public const int Millimetres = 2;

    /// <summary>Millimetres of the spatial unit; an unknown unit is taken as mm.</summary>
    public static double MillimetresPerUnit(long units) => (units & 7) switch
    {
        1 => 1000,
        3 => 0.001,
        _ => 1,
    };

    /// <summary>Puts what the header states into metadata.</summary>
    public static void Read(NiftiHeader header, ImageMetadata metadata)
    {
        Text(metadata, NiftiKeys.Description, header.Description);
        Text(metadata, NiftiKeys.AuxiliaryFile, header.AuxiliaryFile);
        Text(metadata, NiftiKeys.IntentName, header.IntentName);
        Integer(metadata, NiftiKeys.IntentCode, header.IntentCode);
        Integer(metadata, NiftiKeys.SliceCode, header.SliceCode);
        Integer(metadata, NiftiKeys.SliceStart, header.SliceStart);
        Integer(metadata, NiftiKeys.SliceEnd, header.SliceEnd);
        Integer(metadata, NiftiKeys.DimensionInfo, header.DimensionInfo);
        Integer(metadata, NiftiKeys.QformCode, header.QformCode);
        Integer(metadata, NiftiKeys.SformCode, header.SformCode);
        Real(metadata, NiftiKeys.DisplayMinimum, header.DisplayMinimum);
        Real(metadata, NiftiKeys.DisplayMaximum, header.DisplayMaximum);
        Real(metadata, NiftiKeys.SliceDuration, header.SliceDuration);
        Real(metadata, NiftiKeys.TimeOffset, header.TimeOffset);
        if (header.IntentParameters.AsSpan().IndexOfAnyExcept(0.0) >= 0)
        {
            metadata.Set(NiftiKeys.IntentParameters, header.IntentParameters);
        }

        int rank = (int)header.Dimensions[0];
        if (rank > 3)
        {
            metadata.Set(VolumeKeys.TimeStep, header.Steps[4]);
        }

        if (rank > 4)
        {
            metadata.Set(NiftiKeys.HigherSteps, header.Steps[5..(rank + 1)]);
        }

        if (rank > 5)
        {
            metadata.Set(NiftiKeys.Dimensions, header.Dimensions[1..(rank + 1)]);
        }

        int time = (int)(header.Units >> 3) & 7;
        Text(metadata, VolumeKeys.TimeUnit, time < s_timeUnits.Length ? s_timeUnits[time] : string.Empty);
        int space = (int)header.Units & 7;
        Text(metadata, NiftiKeys.SpaceUnit, space < s_spaceUnits.Length ? s_spaceUnits[space] : string.Empty);
    }

    /// <summary>Bits of <c>xyzt_units</c> for the unit of time.</summary>
    public static long TimeCode(ImageMetadata metadata)
        => metadata.TryGet<string>(VolumeKeys.TimeUnit, out string? unit) && Array.IndexOf(s_timeUnits, unit) is int code and > 0 ? code << 3 : 0;

    private static void Text(ImageMetadata metadata, string key, string value)
    {
        if (value.Length > 0)
        {
            metadata.Set(key, value);
        }
    }

    private static void Integer(ImageMetadata metadata, string key, long value)
    {
        if (value != 0)
        {
            metadata.Set(key, value);
        }
    }

    private static void Real(ImageMetadata metadata, string key, double value)
    {
        if (value != 0)
        {
            metadata.Set(key, value);
        }
    }
}
