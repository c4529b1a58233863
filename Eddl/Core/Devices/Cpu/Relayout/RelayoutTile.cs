using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Transpositions in square tiles of one register's width, and copies of short rows.</summary>
internal static unsafe class RelayoutTile<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    // Floats of one tile, for the widest register.
    private const int TileSize = 16 * 16;

    /// <summary><c>destination[k·destinationPitch + r] (+)= source[r·sourcePitch + k]</c>.</summary>
    public static void Transpose(float* source, nint sourcePitch, int rows, int columns, float* destination, nint destinationPitch, bool accumulate)
    {
        int width = TRegister.Width;
        for (int r = 0; r < rows; r += width)
        {
            // A block on the edge is moved back into the matrix where that is large enough; sums must not take an element twice.
            int row = !accumulate && rows >= width ? Math.Min(r, rows - width) : r;
            int height = Math.Min(width, rows - row);
            for (int k = 0; k < columns; k += width)
            {
                int column = !accumulate && columns >= width ? Math.Min(k, columns - width) : k;
                int length = Math.Min(width, columns - column);
                float* from = source + (row * sourcePitch) + column;
                float* to = destination + (column * destinationPitch) + row;
                if (!accumulate && height == width && length == width)
                {
                    TRegister.TransposeBlock(from, sourcePitch, width, to, destinationPitch);
                }
                else
                {
                    TransposePart(from, sourcePitch, height, length, to, destinationPitch, accumulate);
                }
            }
        }
    }

    /// <summary><c>destination[i·destinationCell + c] (+)= source[i·sourceCell + c]</c>.</summary>
    public static void CopyCells(float* source, nint sourceCell, float* destination, nint destinationCell, int cells, int channels, bool accumulate)
    {
        int whole = channels / TRegister.Width * TRegister.Width;
        TVector mask = TRegister.FirstLanes(channels - whole);
        for (; cells > 0; cells--, source += sourceCell, destination += destinationCell)
        {
            for (nint c = 0; c < whole; c += TRegister.Width)
            {
                TVector value = TRegister.Load(source + c);
                TRegister.Store(accumulate ? TRegister.Add(TRegister.Load(destination + c), value) : value, destination + c);
            }

            if (whole < channels)
            {
                TVector value = TRegister.LoadMasked(source + whole, mask);
                float* to = destination + whole;
                TRegister.StoreMasked(accumulate ? TRegister.Add(TRegister.LoadMasked(to, mask), value) : value, to, mask);
            }
        }
    }

    // A block that is smaller than a tile, or is added, goes through memory of its own.
    [SkipLocalsInit]
    private static void TransposePart(
        float* source, nint sourcePitch, int rows, int columns, float* destination, nint destinationPitch, bool accumulate)
    {
        int width = TRegister.Width;
        float* result = stackalloc float[TileSize];
        if (columns < width)
        {
            float* tile = stackalloc float[TileSize];
            TVector inside = TRegister.FirstLanes(columns);
            for (int r = 0; r < rows; r++)
            {
                TRegister.Store(TRegister.LoadMasked(source + (r * sourcePitch), inside), tile + (r * width));
            }

            source = tile;
            sourcePitch = width;
        }

        TRegister.TransposeBlock(source, sourcePitch, rows, result, width);
        TVector mask = TRegister.FirstLanes(rows);
        for (int k = 0; k < columns; k++)
        {
            TVector value = TRegister.Load(result + (k * width));
            float* to = destination + (k * destinationPitch);
            TRegister.StoreMasked(accumulate ? TRegister.Add(TRegister.LoadMasked(to, mask), value) : value, to, mask);
        }
    }
}
