namespace DeepHealth.Ecvl;

/// <summary>The checksum of PNG chunks: ISO 3309, polynomial EDB88320 reflected; PNG annex D.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    // Eight tables: table k advances a byte that lies k bytes before the end of a group of eight.
    private static readonly uint[] s_tables = MakeTables();

    /// <summary>The checksum of two pieces, one behind the other.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Continue(Continue(uint.MaxValue, first), second);

    private static uint Continue(uint crc, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<uint> tables = s_tables;
        while (data.Length >= 8)
        {
            uint low = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            uint high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = tables[(7 * 256) + (int)(low & 255)] ^ tables[(6 * 256) + (int)((low >> 8) & 255)]
                ^ tables[(5 * 256) + (int)((low >> 16) & 255)] ^ tables[(4 * 256) + (int)(low >> 24)]
                ^ tables[(3 * 256) + (int)(high & 255)] ^ tables[(2 * 256) + (int)((high >> 8) & 255)]
                ^ tables[256 + (int)((high >> 16) & 255)] ^ tables[(int)(high >> 24)];
            data = data[8..];
        }

        foreach (byte value in data)
        {
            crc = tables[(int)((crc ^ value) & 255)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeTables()
    {
        uint[] tables = new uint[8 * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
            }

            tables[value] = crc;
        }

        for (int i = 256; i < tables.Length; i++)
        {
            tables[i] = tables[tables[i - 256] & 255] ^ (tables[i - 256] >> 8);
        }

        return tables;
    }
}
