using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Writes a tiled TIFF of several resolutions, uncompressed RGB, as OpenSlide reads it.</summary>
internal static class PyramidTiff
{
    private const int Tile = 64;

    /// <summary>Writes a file whose pixels come from a function of level, column and row.</summary>
    public static void Write(string path, (int Width, int Height)[] levels, Func<int, int, int, (byte Red, byte Green, byte Blue)> pixel)
    {
        List<byte> file = [(byte)'I', (byte)'I', 42, 0, 0, 0, 0, 0];
        int link = 4;
        for (int level = 0; level < levels.Length; level++)
        {
            (int width, int height) = levels[level];
            int across = (width + Tile - 1) / Tile;
            int count = across * ((height + Tile - 1) / Tile);
            int first = file.Count;
            for (int tile = 0; tile < count; tile++)
            {
                AddTile(file, level, tile % across * Tile, tile / across * Tile, pixel);
            }

            int offsets = file.Count;
            file.AddRange(Enumerable.Range(0, count).SelectMany(tile => BitConverter.GetBytes(first + (tile * Tile * Tile * 3))));
            int lengths = file.Count;
            file.AddRange(Enumerable.Range(0, count).SelectMany(_ => BitConverter.GetBytes(Tile * Tile * 3)));
            int bits = file.Count;
            file.AddRange([8, 0, 8, 0, 8, 0, 0, 0]);
            SetLink(file, link, file.Count);
            (int Tag, int Type, int Count, int Value)[] entries =
            [
                (254, 4, 1, level == 0 ? 0 : 1), (256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, bits), (259, 3, 1, 1), (262, 3, 1, 2),
                (277, 3, 1, 3), (284, 3, 1, 1), (322, 4, 1, Tile), (323, 4, 1, Tile), (324, 4, count, offsets), (325, 4, count, lengths),
            ];
            file.AddRange([(byte)entries.Length, 0]);
            foreach ((int tag, int type, int values, int value) in entries)
            {
                file.AddRange([(byte)tag, (byte)(tag >> 8), (byte)type, 0, .. BitConverter.GetBytes(values), .. BitConverter.GetBytes(value)]);
            }

            link = file.Count;
            file.AddRange(new byte[4]);
        }

        File.WriteAllBytes(path, [.. file]);
    }

    private static void AddTile(List<byte> file, int level, int left, int top, Func<int, int, int, (byte Red, byte Green, byte Blue)> pixel)
    {
        for (int i = 0; i < Tile * Tile; i++)
        {
            (byte red, byte green, byte blue) = pixel(level, left + (i % Tile), top + (i / Tile));
            file.AddRange([red, green, blue]);
        }
    }

    private static void SetLink(List<byte> file, int place, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        for (int i = 0; i < 4; i++)
        {
            file[place + i] = bytes[i];
        }
    }
}
