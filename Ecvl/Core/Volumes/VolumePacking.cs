namespace DeepHealth.Ecvl;

/// <summary>How the samples of a volume file are packed.</summary>
internal enum VolumePacking
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By gzip (RFC 1952).</summary>
    Gzip,

    /// <summary>By zlib (RFC 1950).</summary>
    Zlib,
}
