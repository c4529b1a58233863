namespace DeepHealth.Ecvl;

/// <summary>Fills the header of a NIfTI file that is to be written, from an image and its metadata.</summary>
internal static class NiftiHeaderMaker
{
    // nifti1.h: the coordinates are those of the scanner.
    private const long ScannerCoordinates = 1;

    /// <summary>Makes the header, all but slope, intercept and offset.</summary>
    public static NiftiHeader Make(VolumeTarget target, Image image, long[] dimensions, NiftiDataType type, bool isVersion2, bool isBigEndian)
    {
        ImageMetadata metadata = image.Metadata;
        long depth = dimensions.Length > 2 ? dimensions[2] : 1;
        long sliceEnd = Integer(metadata, NiftiKeys.SliceEnd);

        // Facts about slices hold only for the slices they were stated for.
        bool slices = sliceEnd < depth && Integer(metadata, NiftiKeys.SliceStart) <= sliceEnd;
        NiftiHeader header = new()
        {
            IsVersion2 = isVersion2,
            IsBigEndian = isBigEndian,
            DataType = type.Code,
            Bits = type.Bits,
            Units = NiftiMetadata.Millimetres | NiftiMetadata.TimeCode(metadata),
            Description = Text(target, metadata, NiftiKeys.Description, 80),
            AuxiliaryFile = Text(target, metadata, NiftiKeys.AuxiliaryFile, 24),
            IntentName = Text(target, metadata, NiftiKeys.IntentName, 16),
            IntentCode = Integer(metadata, NiftiKeys.IntentCode),
            SliceCode = slices ? Integer(metadata, NiftiKeys.SliceCode) : 0,
            SliceStart = slices ? Integer(metadata, NiftiKeys.SliceStart) : 0,
            SliceEnd = slices ? sliceEnd : 0,
            SliceDuration = slices ? Real(metadata, NiftiKeys.SliceDuration) : 0,
            DimensionInfo = Integer(metadata, NiftiKeys.DimensionInfo) & 0xFF,
            DisplayMinimum = Real(metadata, NiftiKeys.DisplayMinimum),
            DisplayMaximum = Real(metadata, NiftiKeys.DisplayMaximum),
            TimeOffset = Real(metadata, NiftiKeys.TimeOffset),
        };
        header.Dimensions.AsSpan().Fill(1);
        header.Dimensions[0] = dimensions.Length;
        dimensions.CopyTo(header.Dimensions, 1);
        SetSteps(header, metadata);
        if (metadata.TryGet<double[]>(NiftiKeys.IntentParameters, out double[]? parameters))
        {
            parameters.AsSpan(0, Math.Min(3, parameters.Length)).CopyTo(header.IntentParameters);
        }

        if (image.Geometry is { } geometry)
        {
            long sform = Math.Max(0, Integer(metadata, NiftiKeys.SformCode));
            long qform = Math.Max(0, Integer(metadata, NiftiKeys.QformCode));
            header.SformCode = sform > 0 ? sform : qform > 0 ? qform : ScannerCoordinates;
            header.QformCode = qform > 0 ? qform : header.SformCode;
            NiftiAffine.Set(header, geometry);
        }

        return header;
    }

    private static void SetSteps(NiftiHeader header, ImageMetadata metadata)
    {
        header.Steps.AsSpan().Fill(1);
        if (metadata.TryGet(VolumeKeys.TimeStep, out double time))
        {
            header.Steps[4] = time;
        }

        if (metadata.TryGet<double[]>(NiftiKeys.HigherSteps, out double[]? higher))
        {
            higher.AsSpan(0, Math.Min(3, higher.Length)).CopyTo(header.Steps.AsSpan(5));
        }
    }

    private static long Integer(ImageMetadata metadata, string key) => metadata.TryGet(key, out long value) ? value : 0;

    private static double Real(ImageMetadata metadata, string key) => metadata.TryGet(key, out double value) ? value : 0;

    private static string Text(VolumeTarget target, ImageMetadata metadata, string key, int most)
    {
        string value = metadata.TryGet<string>(key, out string? text) ? text : string.Empty;
        if (value.Length > most)
        {
            throw NiftiWriter.Refused(target, $"{key} has {value.Length} characters, the field holds {most}; shorten it");
        }

        int foreign = value.AsSpan().IndexOfAnyExceptInRange('\u0001', '\u00FF');
        return foreign < 0 ? value : throw NiftiWriter.Refused(target, $"{key} holds U+{(int)value[foreign]:X4} at {foreign}, the field holds Latin-1 characters only");
    }
}
