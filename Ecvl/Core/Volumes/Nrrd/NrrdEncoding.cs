namespace DeepHealth.Ecvl;

/// <summary>How NRRD files are written.</summary>
public enum NrrdEncoding
{
    /// <summary>The bytes of the samples as they are.</summary>
    Raw,

    /// <summary>Packed by gzip.</summary>
    Gzip,

    /// <summary>Decimal numbers.</summary>
    Text,
}
