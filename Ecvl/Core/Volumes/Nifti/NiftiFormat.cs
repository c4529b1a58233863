using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>NIfTI-1 and NIfTI-2, in one file or as a pair, packed by gzip or not; and ANALYZE 7.5, which has the same beginning.</summary>
internal sealed class NiftiFormat : IVolumeFormat
{
    public const string FormatName = "NIfTI";

    public string Name => FormatName;

    public IReadOnlyList<string> Extensions { get; } = [".nii", ".nii.gz", ".hdr", ".img", ".hdr.gz", ".img.gz"];

    public bool Recognizes(ReadOnlySpan<byte> start) => SizeField(start, out _) is NiftiHeader.Bytes1 or NiftiHeader.Bytes2;

    public VolumeLayout Parse(VolumeSource source, bool headerOnly)
    {
        // The header, and the four bytes behind it that announce extensions.
        byte[] start = source.ReadStart(NiftiHeader.Bytes2 + 4);
        int size = SizeField(start, out bool bigEndian);
        if (start.Length < size)
        {
            throw source.Fault(FormatName, $"the header ends after {start.Length} of {size} bytes; the file is cut short.");
        }

        ReadOnlySpan<byte> magic = size == NiftiHeader.Bytes1 ? start.AsSpan(344, 4) : start.AsSpan(4, 8);
        char version = size == NiftiHeader.Bytes1 ? '1' : '2';
        bool single = magic.StartsWith("n+"u8);
        bool known = (single || magic.StartsWith("ni"u8)) && magic[2] == version && magic[3] == 0;
        if (!known && size == NiftiHeader.Bytes1 && NiftiPair.IsHeaderName(source))
        {
            return AnalyzeReader.Parse(source, start, bigEndian, headerOnly);
        }

        if (!known)
        {
            throw source.Fault(FormatName, $"magic at offset {(version == '1' ? 344 : 4)} is {Convert.ToHexString(magic)}, it must be \"n+{version}\" or \"ni{version}\" and a zero (ANALYZE 7.5 is read from a file that ends in .hdr).");
        }

        NiftiHeader header = NiftiHeader.Read(start, size == NiftiHeader.Bytes2, bigEndian);
        return new NiftiReader(source, header, single).Layout(headerOnly);
    }

    public void Write(VolumeTarget target, Image image, VolumeWriteOptions? options) => NiftiWriter.Write(target, image, (NiftiWriteOptions?)options ?? new NiftiWriteOptions());

    private static int SizeField(ReadOnlySpan<byte> start, out bool bigEndian)
    {
        bigEndian = false;
        if (start.Length < 4)
        {
            return 0;
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(start);
        bigEndian = size is not (NiftiHeader.Bytes1 or NiftiHeader.Bytes2);
        return bigEndian ? BinaryPrimitives.ReadInt32BigEndian(start) : size;
    }
}
