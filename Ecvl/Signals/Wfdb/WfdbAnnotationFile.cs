using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>The annotations that one annotator made for a record, in time order as stored.</summary>
/// <remarks>WFDB, annot(5), MIT format. Leading notes that state the time resolution or define codes are taken as such, not as annotations.</remarks>
public sealed class WfdbAnnotationFile
{
    private const long MaxBytes = 64 << 20;

    internal WfdbAnnotationFile(double rateHz, IReadOnlyList<WfdbAnnotation> annotations, IReadOnlyDictionary<int, string> definitions)
    {
        RateHz = rateHz;
        Annotations = annotations;
        Definitions = definitions;
    }

    /// <summary>Units of <see cref="WfdbAnnotation.Sample"/> per second: the file's own resolution, else the record's rate.</summary>
    public double RateHz { get; }

    /// <summary>The annotations.</summary>
    public IReadOnlyList<WfdbAnnotation> Annotations { get; }

    /// <summary>Codes that the file itself defines, as "mnemonic description".</summary>
    public IReadOnlyDictionary<int, string> Definitions { get; }

    /// <summary>Reads an annotation file in MIT format.</summary>
    /// <param name="path">For example <c>100.atr</c>.</param>
    /// <param name="recordRateHz">Frames per second of the record, used where the file states no resolution of its own.</param>
    /// <exception cref="WfdbException">The file is missing, cut short or damaged.</exception>
    public static WfdbAnnotationFile Read(string path, double recordRateHz)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!(recordRateHz > 0) || double.IsInfinity(recordRateHz))
        {
            throw new ArgumentOutOfRangeException(nameof(recordRateHz), $"WfdbAnnotationFile: the record's rate is {recordRateHz} Hz; it must be finite and above 0.");
        }

        byte[] bytes = ByteFile.ReadAll(path, "annotation file", MaxBytes, WfdbException.For(path));
        return new WfdbAnnotationParser(path, bytes, recordRateHz).Parse();
    }

    /// <summary>Writes an annotation file in MIT format, in one step.</summary>
    /// <param name="path">For example <c>100.atr</c>; one that exists is replaced. Its folder must exist.</param>
    /// <param name="annotations">In any order; they are stored by <see cref="WfdbAnnotation.Sample"/>. Sample, code, subtype, channel, number
    /// and text are stored; onset and symbol follow from them.</param>
    /// <param name="rateHz">Time resolution to state in the file: units of <see cref="WfdbAnnotation.Sample"/> per second; null: that of the record.</param>
    /// <param name="definitions">Codes to define in the file, as "mnemonic description"; null: none.</param>
    /// <exception cref="ArgumentException">A field is out of range, or a text longer than 255 bytes.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<WfdbAnnotation> annotations, double? rateHz = null, IReadOnlyDictionary<int, string>? definitions = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(annotations);
        byte[] bytes = new WfdbAnnotationWriter().Bytes(annotations, rateHz, definitions);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }
}
