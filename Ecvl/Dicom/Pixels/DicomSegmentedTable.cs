namespace DeepHealth.Ecvl.Dicom;

/// <summary>Palette tables in segments (DICOM PS3.3 section C.7.9.2).</summary>
internal static class DicomSegmentedTable
{
    private const int Discrete = 0;
    private const int Linear = 1;
    private const int Indirect = 2;

    /// <summary>All entries of a table.</summary>
    /// <param name="bytes">The segments, cells of 8 or 16 bits.</param>
    /// <param name="bits">Bits of an entry.</param>
    /// <param name="count">Number of entries.</param>
    /// <param name="tag">The element, for messages.</param>
    /// <exception cref="DicomException">The segments make another number of entries, or are damaged.</exception>
    public static ushort[] Expand(byte[] bytes, int bits, int count, DicomTag tag)
    {
        ushort[] cells = bits <= 8 ? Array.ConvertAll(bytes, cell => (ushort)cell) : new ushort[bytes.Length / 2];
        if (bits > 8)
        {
            Buffer.BlockCopy(bytes, 0, cells, 0, cells.Length * 2);
        }

        ushort[] values = new ushort[count];
        int filled = 0;
        Read(cells, 0, cells.Length, int.MaxValue, values, ref filled, bits, tag);
        return filled == count ? values : throw Wrong(tag, $"makes {filled} entries, {count} are stated");
    }

    // Reads segments from a cell on; those of an indirect segment do not point on.
    private static void Read(ushort[] cells, int at, int end, int segments, ushort[] values, ref int filled, int bits, DicomTag tag)
    {
        bool mayPoint = segments == int.MaxValue;
        // A padding cell makes the length even.
        for (; segments > 0 && end - at >= 2 && filled < values.Length; segments--)
        {
            int kind = cells[at];
            int length = cells[at + 1];
            at += 2;
            if (kind == Discrete && length <= end - at && length <= values.Length - filled)
            {
                cells.AsSpan(at, length).CopyTo(values.AsSpan(filled));
                at += length;
                filled += length;
            }
            else if (kind == Linear && at < end && filled > 0 && length > 0 && length <= values.Length - filled)
            {
                int from = values[filled - 1];
                int step = cells[at++] - from;
                for (int i = 1; i <= length; i++)
                {
                    values[filled++] = (ushort)Math.Round(from + ((double)step * i / length));
                }
            }
            else if (kind == Indirect && mayPoint && end - at >= (bits <= 8 ? 4 : 2))
            {
                // The offset counts bytes from the start of the table, in 32 bits, the low part first.
                uint offset = bits <= 8 ? cells[at] | ((uint)cells[at + 1] << 8) | ((uint)cells[at + 2] << 16) | ((uint)cells[at + 3] << 24) : cells[at] | ((uint)cells[at + 1] << 16);
                at += bits <= 8 ? 4 : 2;
                long cell = bits <= 8 ? offset : offset / 2;
                if (cell >= end)
                {
                    throw Wrong(tag, $"points to byte {offset} beyond its {end} cells");
                }

                Read(cells, (int)cell, end, length, values, ref filled, bits, tag);
            }
            else
            {
                throw Wrong(tag, $"has a segment of kind {kind} with {length} entries at cell {at - 2}, which does not fit: {filled} of {values.Length} entries are made, {end - at} cells left");
            }
        }
    }

    private static DicomException Wrong(DicomTag tag, string what) => new($"DicomLookupTable: {DicomTagTable.Describe(tag)} {what}.") { Tag = tag };
}
