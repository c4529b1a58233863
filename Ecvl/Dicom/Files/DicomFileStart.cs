using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>What the first bytes of a file tell: preamble, file meta information, encoding.</summary>
/// <param name="Preamble">The 128 bytes before the prefix; null where there are none.</param>
/// <param name="Position">Where the first element stands.</param>
/// <param name="HasMeta">Whether that element belongs to the file meta information.</param>
internal readonly record struct DicomFileStart(byte[]? Preamble, long Position, bool HasMeta)
{
    private const int PreambleBytes = 128;

    public static DicomFileStart Of(DicomSource source)
    {
        byte[] bytes = new byte[Math.Min(source.Length, PreambleBytes + 12)];
        source.Read(0, bytes);
        bool prefixed = bytes.AsSpan().Slice(Math.Min(PreambleBytes, bytes.Length)).StartsWith("DICM"u8);
        int position = prefixed ? PreambleBytes + 4 : bytes.AsSpan().StartsWith("DICM"u8) ? 4 : 0;
        bool meta = bytes.Length >= position + 8 && BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(position)) == 0x0002;
        return new DicomFileStart(prefixed ? bytes[..PreambleBytes] : null, position, meta);
    }

    /// <summary>The encoding that the first element of a data set shows; null where the bytes are no element.</summary>
    public static DicomTransferSyntax? GuessSyntax(DicomSource source, long position)
    {
        if (source.Length - position < 8)
        {
            return null;
        }

        byte[] bytes = new byte[8];
        source.Read(position, bytes);
        DicomTag little = new(BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2)));
        DicomTag big = new(BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2)));
        bool known(DicomTag tag) => tag.Value != 0 && (DicomTagTable.Contains(tag) || (tag.IsGroupLength && tag.IsStandard));
        if (DicomVrTraits.FromLetters(bytes[4], bytes[5]) != DicomVr.None)
        {
            return known(little) ? DicomTransferSyntax.ExplicitLittleEndian : known(big) ? DicomTransferSyntax.ExplicitBigEndian : null;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4));
        return known(little) && (length <= source.Length - position - 8 || length == uint.MaxValue) ? DicomTransferSyntax.ImplicitLittleEndian : null;
    }

    /// <summary>Whether the first element cannot be read as the syntax says, but can be with representations left out or stated.</summary>
    public static bool ContradictsExplicitness(DicomSource source, long position, DicomTransferSyntax syntax)
    {
        if (GuessSyntax(source, position) is not { IsLittleEndian: true } shown || shown.IsExplicit == syntax.IsExplicit)
        {
            return false;
        }

        // Two letters might also be a length; they are one only if so many bytes follow.
        byte[] bytes = new byte[4];
        source.Read(position + 4, bytes);
        return syntax.IsExplicit || BinaryPrimitives.ReadUInt32LittleEndian(bytes) > source.Length - position - 8;
    }

    public static DicomException NoDicom(DicomSource source, long position)
        => new($"DicomFile: \"{source.Name}\" with {source.Length} bytes is no DICOM file: it has no file meta information, and the bytes at offset {position} are no data element.")
        {
            SourceName = source.Name,
            Offset = position,
        };
}
