using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Commands;

/// <summary>Short names of transfer syntaxes that are written.</summary>
internal static class SyntaxNames
{
    private static readonly (string Name, string Uid)[] s_names =
    [
        ("implicit", "1.2.840.10008.1.2"), ("explicit", "1.2.840.10008.1.2.1"), ("deflated", "1.2.840.10008.1.2.1.99"), ("big-endian", "1.2.840.10008.1.2.2"),
        ("rle", "1.2.840.10008.1.2.5"), ("jpeg-lossless", "1.2.840.10008.1.2.4.70"), ("jpeg-ls", "1.2.840.10008.1.2.4.80"), ("jpeg-ls-near", "1.2.840.10008.1.2.4.81"),
        ("jpeg2000", "1.2.840.10008.1.2.4.90"), ("jpeg2000-lossy", "1.2.840.10008.1.2.4.91"),
    ];

    /// <summary>All short names.</summary>
    public static IEnumerable<string> All => s_names.Select(pair => pair.Name);

    /// <summary>The syntax of a short name, a keyword or an identifier.</summary>
    /// <exception cref="UsageException">The text is none of them.</exception>
    public static DicomTransferSyntax Parse(string text)
    {
        string uid = Array.Find(s_names, pair => pair.Name == text).Uid ?? text;
        return DicomUid.Find(uid) is { Kind: "Transfer Syntax" } known
            ? DicomTransferSyntax.Of(known.Value)
            : throw new UsageException($"--syntax: \"{text}\" is no transfer syntax; known are {string.Join(", ", All)}, and the keywords and identifiers of DICOM PS3.6.");
    }
}
