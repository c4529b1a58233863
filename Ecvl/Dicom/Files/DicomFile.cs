namespace DeepHealth.Ecvl.Dicom;

/// <summary>A DICOM file: file meta information and a data set (DICOM PS3.10).</summary>
/// <remarks>Large values stay in the file and are read when asked for; dispose the file when it is no longer needed.</remarks>
public sealed partial class DicomFile : IDisposable
{
    private readonly DicomSource? _source;

    /// <summary>A new file.</summary>
    /// <param name="dataSet">Its content.</param>
    /// <param name="syntax">Its encoding once written; explicit little endian where not given.</param>
    public DicomFile(DicomDataSet dataSet, DicomTransferSyntax? syntax = null)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        DataSet = dataSet;
        Meta = new DicomDataSet();
        TransferSyntax = syntax ?? DicomTransferSyntax.ExplicitLittleEndian;
        Name = "";
    }

    private DicomFile(DicomSource source, byte[]? preamble, DicomDataSet meta, DicomDataSet dataSet, DicomTransferSyntax syntax)
    {
        _source = source;
        Name = source.Name;
        Preamble = preamble;
        Meta = meta;
        DataSet = dataSet;
        TransferSyntax = syntax;
    }

    /// <summary>Path or name of the file; empty for a new one.</summary>
    public string Name { get; }

    /// <summary>The 128 bytes before the file; null where the file has none.</summary>
    public byte[]? Preamble { get; }

    /// <summary>File meta information: group 0002; empty where the file has none.</summary>
    public DicomDataSet Meta { get; }

    /// <summary>The content.</summary>
    public DicomDataSet DataSet { get; }

    /// <summary>How the data set is encoded in the file.</summary>
    public DicomTransferSyntax TransferSyntax { get; }

    /// <summary>Opens a file.</summary>
    /// <remarks>The preamble and the file meta information may lack: then the first bytes tell the encoding. Elements in a wrong order are sorted.</remarks>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="DicomException">The file does not follow the standard; the message names tag and offset.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DicomFile Open(string path, DicomReadOptions? options = null) => Read(DicomSource.Open(path), options ?? new DicomReadOptions());

    /// <summary>Reads a file from a stream, from its position to its end; the stream is read into memory and may be closed afterwards.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <exception cref="DicomException">The bytes do not follow the standard; the message names tag and offset.</exception>
    public static DicomFile Open(Stream stream, DicomReadOptions? options = null, string name = "stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(DicomSource.Copy(stream, name), options ?? new DicomReadOptions());
    }

    /// <summary>Closes the file. Values that were left in it can no longer be read.</summary>
    public void Dispose() => _source?.Dispose();

    private static DicomFile Read(DicomSource source, DicomReadOptions options)
    {
        try
        {
            return DicomFileStart.Of(source) is var start && start.HasMeta ? ReadWithMeta(source, start, options) : ReadBare(source, start, options);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static DicomFile ReadWithMeta(DicomSource source, DicomFileStart start, DicomReadOptions options)
    {
        long position = start.Position;
        using DicomReader reader = new(source, options);
        DicomDataSet meta = reader.ReadMeta(ref position);
        string uid = meta.GetString(DicomTags.TransferSyntaxUID);
        DicomTransferSyntax syntax = uid.Length > 0 ? DicomTransferSyntax.Of(uid)
            // PS3.5 section 10.1: the default.
            : DicomFileStart.GuessSyntax(source, position) ?? DicomTransferSyntax.ImplicitLittleEndian;
        if (!syntax.IsDeflated)
        {
            return new DicomFile(source, start.Preamble, meta, reader.ReadMain(position, syntax), syntax);
        }

        DicomSource inflated = DicomInflater.Inflate(source, position, options);
        source.Dispose();
        using DicomReader inflatedReader = new(inflated, options);
        return new DicomFile(inflated, start.Preamble, meta, inflatedReader.ReadMain(0, syntax), syntax);
    }

    private static DicomFile ReadBare(DicomSource source, DicomFileStart start, DicomReadOptions options)
    {
        DicomTransferSyntax syntax = DicomFileStart.GuessSyntax(source, start.Position) ?? throw DicomFileStart.NoDicom(source, start.Position);
        using DicomReader reader = new(source, options);
        return new DicomFile(source, start.Preamble, new DicomDataSet(), reader.ReadMain(start.Position, syntax), syntax);
    }
}
