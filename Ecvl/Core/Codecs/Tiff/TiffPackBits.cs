namespace DeepHealth.Ecvl;

/// <summary>Runs of equal bytes and of different bytes; TIFF 6.0 section 9.</summary>
internal static class TiffPackBits
{
    private const int MostBytes = 128;

    /// <summary>Unpacks until the output is full or the data ends.</summary>
    /// <returns>Bytes written.</returns>
    public static int Decode(ReadOnlySpan<byte> data, Span<byte> output)
    {
        int written = 0;
        int position = 0;
        while (written < output.Length && position < data.Length)
        {
            int head = (sbyte)data[position++];
            if (head == -128)
            {
                continue;
            }

            int room = output.Length - written;
            if (head >= 0)
            {
                int length = Math.Min(head + 1, Math.Min(room, data.Length - position));
                data.Slice(position, length).CopyTo(output[written..]);
                position += length;
                written += length;
            }
            else if (position < data.Length)
            {
                int length = Math.Min(1 - head, room);
                output.Slice(written, length).Fill(data[position++]);
                written += length;
            }
        }

        return written;
    }

    /// <summary>Packs one row, as the standard asks: no run crosses into the next.</summary>
    public static void Encode(ReadOnlySpan<byte> row, Stream destination)
    {
        int position = 0;
        while (position < row.Length)
        {
            int run = Run(row[position..]);
            if (run >= 2)
            {
                destination.WriteByte((byte)(1 - run));
                destination.WriteByte(row[position]);
                position += run;
                continue;
            }

            // Two equal bytes within different ones cost as much as a run: three or more end the stretch.
            int length = 1;
            while (length < MostBytes && position + length < row.Length && Run(row[(position + length)..]) < 3)
            {
                length++;
            }

            destination.WriteByte((byte)(length - 1));
            destination.Write(row.Slice(position, length));
            position += length;
        }
    }

    private static int Run(ReadOnlySpan<byte> row)
    {
        int most = Math.Min(row.Length, MostBytes);
        int different = row[..most].IndexOfAnyExcept(row[0]);
        return different < 0 ? most : different;
    }
}
