using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Facts about the storage of waveform samples, and reading them.</summary>
internal static class DicomSampleKinds
{
    private static readonly short[] s_muLaw = [.. Enumerable.Range(0, 256).Select(code => MuLaw((byte)code))];
    private static readonly short[] s_aLaw = [.. Enumerable.Range(0, 256).Select(code => ALaw((byte)code))];

    public static int ByteCount(this DicomSampleKind kind) => kind switch
    {
        DicomSampleKind.Signed16 or DicomSampleKind.Unsigned16 => 2,
        DicomSampleKind.Signed32 or DicomSampleKind.Unsigned32 => 4,
        _ => 1,
    };

    /// <summary>The two letters of the standard.</summary>
    public static string Code(this DicomSampleKind kind) => kind switch
    {
        DicomSampleKind.Signed8 => "SB",
        DicomSampleKind.Unsigned8 => "UB",
        DicomSampleKind.MuLaw => "MB",
        DicomSampleKind.ALaw => "AB",
        DicomSampleKind.Signed16 => "SS",
        DicomSampleKind.Unsigned16 => "US",
        DicomSampleKind.Signed32 => "SL",
        _ => "UL",
    };

    /// <summary>The kind of the standard's two letters with its bits; null where they do not belong together.</summary>
    public static DicomSampleKind? Find(string code, int bits) => (code, bits) switch
    {
        ("SB", 8) => DicomSampleKind.Signed8,
        ("UB", 8) => DicomSampleKind.Unsigned8,
        ("MB", 8) => DicomSampleKind.MuLaw,
        ("AB", 8) => DicomSampleKind.ALaw,
        ("SS", 16) => DicomSampleKind.Signed16,
        ("US", 16) => DicomSampleKind.Unsigned16,
        ("SL", 32) => DicomSampleKind.Signed32,
        ("UL", 32) => DicomSampleKind.Unsigned32,
        _ => null,
    };

    /// <summary>Reads every n-th sample.</summary>
    /// <param name="kind">How they are stored.</param>
    /// <param name="bytes">Samples of all channels, the first wanted one at the start.</param>
    /// <param name="channels">Step from one sample to the next of the same channel.</param>
    /// <param name="destination">Filled completely.</param>
    public static void Read(this DicomSampleKind kind, ReadOnlySpan<byte> bytes, int channels, Span<long> destination)
    {
        int step = channels * kind.ByteCount();
        for (int i = 0, at = 0; i < destination.Length; i++, at += step)
        {
            destination[i] = kind switch
            {
                DicomSampleKind.Signed8 => (sbyte)bytes[at],
                DicomSampleKind.Unsigned8 => bytes[at],
                DicomSampleKind.MuLaw => s_muLaw[bytes[at]],
                DicomSampleKind.ALaw => s_aLaw[bytes[at]],
                DicomSampleKind.Signed16 => BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]),
                DicomSampleKind.Unsigned16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]),
                DicomSampleKind.Signed32 => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]),
                _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]),
            };
        }
    }

    // G.711 section 3: all bits are inverted; three bits of exponent and four of mantissa above a bias of 33, here in steps of 4 so that 16 bits are used.
    private static short MuLaw(byte code)
    {
        int bits = ~code & 0xFF;
        int magnitude = ((((bits & 0xF) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
        return (short)((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    // G.711 section 3: even bits are inverted; exponent 0 is linear. Steps of 8, so that 16 bits are used.
    private static short ALaw(byte code)
    {
        int bits = code ^ 0x55;
        int exponent = (bits >> 4) & 7;
        int magnitude = ((bits & 0xF) << 4) + 8;
        if (exponent > 0)
        {
            magnitude = (magnitude + 0x100) << (exponent - 1);
        }

        return (short)((bits & 0x80) != 0 ? magnitude : -magnitude);
    }
}
