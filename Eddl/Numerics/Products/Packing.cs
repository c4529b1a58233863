using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Copies blocks of the operands into the order in which the tile kernel reads them.</summary>
/// <remarks>A panel of A holds, for each k, the numbers of its rows side by side; a panel of B, for each k, those of its columns, filled up
/// to whole registers. What stands in the fill does not matter: its sums are never copied to C.</remarks>
internal static unsafe class Packing<TRegister, TNumber, TVector>
    where TRegister : struct, IProductRegister<TNumber, TVector>
    where TNumber : unmanaged
    where TVector : struct
{
    /// <summary>Packs a panel of A, or some k of it. May write up to a register past their end, so the k are packed in ascending order.</summary>
    /// <param name="operands">Operands of the product.</param>
    /// <param name="row">First row of the panel.</param>
    /// <param name="rows">Rows of the panel, at most those of a tile.</param>
    /// <param name="first">First k.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="panel">Room for <c>rows · depth</c> numbers and one register.</param>
    public static void PackLeft(in ProductOperands<TNumber> operands, int row, int rows, int first, int depth, TNumber* panel)
    {
        // A register that is not full writes past its rows, into those of the next k: the full ones come later and mend that.
        int width = TRegister.Width;
        for (int done = (rows - 1) / width * width; done >= 0; done -= width)
        {
            TNumber* source = operands.LeftAt(row + done, first);
            int count = Math.Min(width, rows - done);
            if (operands.TransposeA)
            {
                CopyRows(source, operands.Lda, count, depth, panel + done, rows);
            }
            else
            {
                TransposeRows(source, operands.Lda, count, depth, panel + done, rows);
            }
        }
    }

    /// <summary>Packs a panel of B of one or two registers per k.</summary>
    /// <param name="operands">Operands of the product.</param>
    /// <param name="column">First column of the panel.</param>
    /// <param name="columns">Columns, from 1 to two registers.</param>
    /// <param name="first">First k.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="panel">Room for the panel.</param>
    public static void PackRight(in ProductOperands<TNumber> operands, int column, int columns, int first, int depth, TNumber* panel)
    {
        int width = TRegister.Width;
        int stride = columns > width ? 2 * width : width;
        for (int done = 0; done < columns; done += width)
        {
            TNumber* source = operands.RightAt(first, column + done);
            int count = Math.Min(width, columns - done);
            if (operands.TransposeB)
            {
                TransposeRows(source, operands.Ldb, count, depth, panel + done, stride);
            }
            else
            {
                CopyRows(source, operands.Ldb, count, depth, panel + done, stride);
            }
        }
    }

    /// <summary>Packs some terms of all columns of B into panels of two registers per k, one after the other.</summary>
    /// <param name="operands">Operands of the product.</param>
    /// <param name="first">First k.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="panels">Room for the panels, and for one register past their end.</param>
    public static void PackPanels(in ProductOperands<TNumber> operands, int first, int depth, TNumber* panels)
    {
        int width = 2 * TRegister.Width;
        for (int column = 0; column < operands.N; column += width)
        {
            PackRight(operands, column, Math.Min(width, operands.N - column), first, depth, panels + ((nint)column * depth));
        }
    }

    /// <summary><c>destination[k·destinationStride + i] = source[k·sourceStride + i]</c> for <c>i &lt; count</c>, at most a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(TNumber* source, nint sourceStride, int count, int depth, TNumber* destination, nint destinationStride)
    {
        bool isWhole = count == TRegister.Width;
        TVector mask = TRegister.FirstLanes(count);
        for (int k = 0; k < depth; k++)
        {
            TRegister.Store(isWhole ? TRegister.Load(source) : TRegister.LoadMasked(source, mask), destination);
            source += sourceStride;
            destination += destinationStride;
        }
    }

    /// <summary><c>destination[k·destinationStride + r] = source[r·sourceStride + k]</c> for <c>r &lt; rows</c>, at most a register.</summary>
    /// <remarks>May write up to a register past the last k.</remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeRows(TNumber* source, nint sourceStride, int rows, int depth, TNumber* destination, nint destinationStride)
    {
        int k = 0;
        if (depth >= TRegister.Width)
        {
            for (; k < depth; k += TRegister.Width)
            {
                // The last block ends at the last k and repeats some of the block before.
                int start = Math.Min(k, depth - TRegister.Width);
                TRegister.TransposeBlock(source + start, sourceStride, rows, destination + (start * destinationStride), destinationStride);
            }
        }
        else if (TRegister.HasMasks)
        {
            // A register of each row would be read past its end: the block is copied first.
            TNumber* block = stackalloc TNumber[TRegister.Width * TRegister.Width];
            TVector mask = TRegister.FirstLanes(depth);
            for (nint r = 0; r < rows; r++)
            {
                TRegister.Store(TRegister.LoadMasked(source + (r * sourceStride), mask), block + (r * TRegister.Width));
            }

            // All k of a block are written, so it cannot be the destination, which has room for these few.
            TNumber* transposed = stackalloc TNumber[TRegister.Width * TRegister.Width];
            TRegister.TransposeBlock(block, TRegister.Width, rows, transposed, TRegister.Width);
            for (; k < depth; k++)
            {
                TRegister.Store(TRegister.Load(transposed + (k * TRegister.Width)), destination + (k * destinationStride));
            }

            return;
        }

        for (; k < depth; k++)
        {
            TNumber* row = source + k;
            TNumber* to = destination + (k * destinationStride);
            for (int r = 0; r < rows; r++)
            {
                to[r] = *row;
                row += sourceStride;
            }
        }
    }
}
