using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Eddl;

/// <summary>Covers a whole product with tiles, on the widest vectors that the processor has.</summary>
internal static unsafe class ConvolutionLoops
{
    // Columns of one block of the weight gradient: six rows of it stay in the first-level cache.
    private const int DotBlock = 1280;

    /// <summary>Most rows of one call of <see cref="Correlate"/>.</summary>
    public static int TileRows { get; } =
        Vector512.IsHardwareAccelerated ? FloatLanes512.TileRows : FloatLanes256.TileRows;

    /// <summary><c>y[m, j] = Σ_t weights[t, m] · source[offsets[t] + j] + bias[m]</c> for the rows of one tile and all columns.</summary>
    /// <param name="rows">Rows, from 1 to <see cref="TileRows"/>.</param>
    /// <param name="taps">Terms of the sums.</param>
    /// <param name="weights">For each tap, one number per row.</param>
    /// <param name="bias">One number per row.</param>
    /// <param name="source">Padded source; up to 31 floats behind the last column are read.</param>
    /// <param name="offsets">Distance of each tap.</param>
    /// <param name="y">Result.</param>
    /// <param name="pitch">Distance of its rows.</param>
    /// <param name="columns">Columns.</param>
    public static void Correlate(
        int rows, int taps, float* weights, float* bias, float* source, int* offsets, float* y, nint pitch, int columns)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Correlate<FloatLanes512, Vector512<float>>(rows, taps, weights, bias, source, offsets, y, pitch, columns);
        }
        else if (Fma.IsSupported)
        {
            Correlate<FloatLanes256, Vector256<float>>(rows, taps, weights, bias, source, offsets, y, pitch, columns);
        }
        else if (System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported)
        {
            Correlate<FloatLanes128, Vector128<float>>(rows, taps, weights, bias, source, offsets, y, pitch, columns);
        }
        else
        {
            Correlate<FloatLanes32, float>(rows, taps, weights, bias, source, offsets, y, pitch, columns);
        }
    }

    /// <summary><c>dw[m, t] += Σ_j dy[m, j] · source[offsets[t] + j]</c>.</summary>
    /// <param name="rows">Rows of dy and dw.</param>
    /// <param name="columns">Length of j; dy is 0 from there to the next multiple of 16.</param>
    /// <param name="dy">Output gradient, laid out beside the source.</param>
    /// <param name="pitch">Distance of its rows.</param>
    /// <param name="source">Padded source.</param>
    /// <param name="taps">Taps.</param>
    /// <param name="dw">Result, rows of <see cref="TapTable.Count"/>.</param>
    public static void Dot(int rows, int columns, float* dy, nint pitch, float* source, in TapTable taps, float* dw)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Dot<FloatLanes512, Vector512<float>>(rows, columns, dy, pitch, source, taps, dw);
        }
        else if (Fma.IsSupported)
        {
            Dot<FloatLanes256, Vector256<float>>(rows, columns, dy, pitch, source, taps, dw);
        }
        else if (System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported)
        {
            Dot<FloatLanes128, Vector128<float>>(rows, columns, dy, pitch, source, taps, dw);
        }
        else
        {
            Dot<FloatLanes32, float>(rows, columns, dy, pitch, source, taps, dw);
        }
    }

    private static void Correlate<TLanes, TVector>(
        int rows, int taps, float* weights, float* bias, float* source, int* offsets, float* y, nint pitch, int columns)
        where TLanes : struct, IFloatLanes<TVector>
        where TVector : struct
    {
        int width = CorrelationTile<TLanes, TVector, TileSize.Two>.Columns;
        nint j = 0;
        for (; j + width <= columns; j += width)
        {
            CorrelationTile<TLanes, TVector, TileSize.Two>.Run(rows, taps, weights, bias, source + j, offsets, y + j, pitch);
        }

        int rest = columns - (int)j;
        if (rest == 0)
        {
            return;
        }

        // The last tile may be wider than the result: it goes to the stack first.
        float* tile = stackalloc float[12 * 32];
        if (rest > TLanes.Width)
        {
            CorrelationTile<TLanes, TVector, TileSize.Two>.Run(rows, taps, weights, bias, source + j, offsets, tile, width);
        }
        else
        {
            width = TLanes.Width;
            CorrelationTile<TLanes, TVector, TileSize.One>.Run(rows, taps, weights, bias, source + j, offsets, tile, width);
        }

        for (int row = 0; row < rows; row++)
        {
            new ReadOnlySpan<float>(tile + (row * width), rest).CopyTo(new Span<float>(y + (row * pitch) + j, rest));
        }
    }

    private static void Dot<TLanes, TVector>(int rows, int columns, float* dy, nint pitch, float* source, in TapTable taps, float* dw)
        where TLanes : struct, IFloatLanes<TVector>
        where TVector : struct
    {
        int tiles = (rows + TLanes.DotRows - 1) / TLanes.DotRows;
        int blocks = (columns + DotBlock - 1) / DotBlock;
        int blockLength = (((columns + blocks - 1) / blocks) + TLanes.Width - 1) / TLanes.Width * TLanes.Width;
        for (int block = 0; block < columns; block += blockLength)
        {
            int length = Math.Min(blockLength, columns - block);
            length = (length + TLanes.Width - 1) / TLanes.Width * TLanes.Width;
            for (int tile = 0; tile < tiles; tile++)
            {
                int row = (int)((long)tile * rows / tiles);
                int height = (int)((long)(tile + 1) * rows / tiles) - row;
                for (int t = 0; t < taps.Count; t += DotTile<TLanes, TVector>.Taps)
                {
                    DotTile<TLanes, TVector>.Run(
                        height, length, dy + (row * pitch) + block, pitch, source + block, taps.Offsets + t,
                        dw + ((nint)row * taps.Count) + t, taps.Count, taps.Count - t);
                }
            }
        }
    }
}
