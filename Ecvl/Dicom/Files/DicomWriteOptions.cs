namespace DeepHealth.Ecvl.Dicom;

/// <summary>How a file is written.</summary>
public sealed record DicomWriteOptions
{
    /// <summary>Encoding of the data set; that of the file where not given.</summary>
    public DicomTransferSyntax? TransferSyntax { get; init; }

    /// <summary>Whether sequences and items end with delimiters in place of stating their length. Default false.</summary>
    public bool OpenSequences { get; init; }

    /// <summary>Whether values must keep the lengths and characters that their representation allows (PS3.5 section 6.2). Default false, so that files of
    /// careless writers can be passed on as they are.</summary>
    public bool CheckValues { get; init; }
}
