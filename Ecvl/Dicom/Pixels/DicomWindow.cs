namespace DeepHealth.Ecvl.Dicom;

/// <summary>Maps modality values to [0, 1] with the window of a file (DICOM PS3.3 section C.11.2.1.2).</summary>
/// <param name="Center">Window Center (0028,1050), in modality units.</param>
/// <param name="Width">Window Width (0028,1051), in modality units: at least 1 for LINEAR, above 0 for the others.</param>
/// <param name="Function">VOI LUT Function (0028,1056): <c>LINEAR</c>, <c>LINEAR_EXACT</c> or <c>SIGMOID</c>.</param>
public readonly record struct DicomWindow(double Center, double Width, string Function = "LINEAR")
{
    /// <summary>All windows of a data set; none where it has none.</summary>
    /// <exception cref="DicomException">Centers and widths differ in number, or a width or the function is not permitted.</exception>
    public static DicomWindow[] Of(DicomDataSet dataSet)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        (double[] centers, double[] widths, string function) = Stated(dataSet);
        if (centers.Length != widths.Length || Array.Exists(widths, width => !IsPermitted(width, function)))
        {
            throw new DicomException($"DicomWindow: {centers.Length} centers and {widths.Length} widths ({string.Join(", ", widths)}) of function {function} are no windows; widths must be "
                + "at least 1 for LINEAR and above 0 for LINEAR_EXACT and SIGMOID.") { Tag = DicomTags.WindowWidth };
        }

        return [.. centers.Zip(widths, (center, width) => new DicomWindow(center, width, function))];
    }

    /// <summary>The value of a modality value, from 0 to 1.</summary>
    /// <param name="value">In modality units.</param>
    public double Apply(double value) => Function switch
    {
        "SIGMOID" => 1 / (1 + Math.Exp(-4 * (value - Center) / Width)),
        "LINEAR_EXACT" => Math.Clamp(((value - Center) / Width) + 0.5, 0, 1),

        // A width of 1 is a step.
        _ => value <= Center - 0.5 - ((Width - 1) / 2) ? 0
            : value > Center - 0.5 + ((Width - 1) / 2) ? 1
            : ((value - (Center - 0.5)) / (Width - 1)) + 0.5,
    };

    /// <summary>The first window of a data set that the standard permits; null where it has none. Careless writers put zeros for windows that they do not know.</summary>
    internal static DicomWindow? FirstPermitted(DicomDataSet dataSet)
    {
        (double[] centers, double[] widths, string function) = Stated(dataSet);
        for (int i = 0; i < Math.Min(centers.Length, widths.Length); i++)
        {
            if (IsPermitted(widths[i], function))
            {
                return new DicomWindow(centers[i], widths[i], function);
            }
        }

        return null;
    }

    private static (double[] Centers, double[] Widths, string Function) Stated(DicomDataSet dataSet)
        => (dataSet.GetDoubles(DicomTags.WindowCenter), dataSet.GetDoubles(DicomTags.WindowWidth), dataSet.GetString(DicomTags.VOILUTFunction, "LINEAR").ToUpperInvariant());

    private static bool IsPermitted(double width, string function) => function switch
    {
        "LINEAR" => width >= 1,
        "LINEAR_EXACT" or "SIGMOID" => width > 0,
        _ => false,
    };
}
