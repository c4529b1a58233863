using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Covers a whole product with tiles, on the widest vectors that the processor has.</summary>
internal static unsafe class ConvolutionLoops
{
    // Columns of one block of the weight gradient: six rows of it stay in the first-level cache.
    private const int DotBlock = 1280;

    /// <summary>Most rows of one call of <see cref="Correlate"/>.</summary>
    public static int TileRows { get; }
        = Vector512.IsHardwareAccelerated
            ? CorrelationTile<Register512, Vector512<float>, RowCount.Two>.MaxRows
            : CorrelationTile<Register256, Vector256<float>, RowCount.Two>.MaxRows;

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
            Correlate<Register512, Vector512<float>>(rows, taps, weights, bias, source, offsets, y, pitch, columns);
        }
        else if (Fma.IsSupported)
        {
            Correlate<Register256, Vector256<float>>(rows, taps, weights, bias, source, offsets, y, pitch, columns);
        }
        else if (System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported)
        {
            Correlate<Register128, Vector128<float>>(rows, taps, weights, bias, source, offsets, y, pitch, columns);
        }
        else
        {
            Correlate<Register32, float>(rows, taps, weights, bias, source, offsets, y, pitch, columns);
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
            Dot<Register512, Vector512<float>>(rows, columns, dy, pitch, source, taps, dw);
        }
        else if (Fma.IsSupported)
        {
            Dot<Register256, Vector256<float>>(rows, columns, dy, pitch, source, taps, dw);
        }
        else if (System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported)
        {
            Dot<Register128, Vector128<float>>(rows, columns, dy, pitch, source, taps, dw);
        }
        else
        {
            Dot<Register32, float>(rows, columns, dy, pitch, source, taps, dw);
        }
    }

    private static void Correlate<TRegister, TVector>(
        int rows, int taps, float* weights, float* bias, float* source, int* offsets, float* y, nint pitch, int columns)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        int width = CorrelationTile<TRegister, TVector, RowCount.Two>.Columns;
        nint j = 0;
        for (; j + width <= columns; j += width)
        {
            CorrelationTile<TRegister, TVector, RowCount.Two>.Run(rows, taps, weights, bias, source + j, offsets, y + j, pitch);
        }

        int rest = columns - (int)j;
        if (rest == 0)
        {
            return;
        }

        // The last tile may be wider than the result: it goes to the stack first.
        float* tile = stackalloc float[12 * 32];
        if (rest > TRegister.Width)
        {
            CorrelationTile<TRegister, TVector, RowCount.Two>.Run(rows, taps, weights, bias, source + j, offsets, tile, width);
        }
        else
        {
            width = TRegister.Width;
            CorrelationTile<TRegister, TVector, RowCount.One>.Run(rows, taps, weights, bias, source + j, offsets, tile, width);
        }

        for (int row = 0; row < rows; row++)
        {
            new ReadOnlySpan<float>(tile + (row * width), rest).CopyTo(new Span<float>(y + (row * pitch) + j, rest));
        }
    }

    private static void Dot<TRegister, TVector>(int rows, int columns, float* dy, nint pitch, float* source, in TapTable taps, float* dw)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        RowTiles tiles = new(rows, DotTile<TRegister, TVector>.MaxRows);
        int blocks = (columns + DotBlock - 1) / DotBlock;
        int blockLength = (((columns + blocks - 1) / blocks) + TRegister.Width - 1) / TRegister.Width * TRegister.Width;
        for (int block = 0; block < columns; block += blockLength)
        {
            int length = Math.Min(blockLength, columns - block);
            length = (length + TRegister.Width - 1) / TRegister.Width * TRegister.Width;
            for (int tile = 0; tile < tiles.Count; tile++)
            {
                int row = tiles.FirstRow(tile);
                int height = tiles.Rows(tile);
                for (int t = 0; t < taps.Count; t += DotTile<TRegister, TVector>.Taps)
                {
                    DotTile<TRegister, TVector>.Run(
                        height, length, dy + (row * pitch) + block, pitch, source + block, taps.Offsets + t,
                        dw + ((nint)row * taps.Count) + t, taps.Count, taps.Count - t);
                }
            }
        }
    }
}
