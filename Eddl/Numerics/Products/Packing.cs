using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Copies blocks of the operands into the order in which the tile kernel reads them.</summary>
/// <remarks>A panel of A holds, for each k, the numbers of its rows side by side; a panel of B, for each k, those of its columns, filled up
/// to whole registers. What stands in the fill does not matter: its sums are never copied to C.</remarks>
internal static unsafe class Packing<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    /// <summary>Packs a panel of A. May write up to a register past its end, so panels are packed in ascending order.</summary>
    /// <param name="operands">Operands of the product.</param>
    /// <param name="row">First row of the panel.</param>
    /// <param name="rows">Rows of the panel, at most those of a tile.</param>
    /// <param name="first">First k.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="panel">Room for <c>rows · depth</c> numbers and one register.</param>
    public static void PackLeft(in ProductOperands operands, int row, int rows, int first, int depth, float* panel)
    {
        float* source = operands.LeftAt(row, first);
        if (operands.TransposeA)
        {
            CopyRows(source, operands.Lda, rows, depth, panel, rows);
        }
        else
        {
            TransposeRows(source, operands.Lda, rows, depth, panel, rows);
        }
    }

    /// <summary>Packs a panel of B of one or two registers per k.</summary>
    /// <param name="operands">Operands of the product.</param>
    /// <param name="column">First column of the panel.</param>
    /// <param name="columns">Columns, from 1 to two registers.</param>
    /// <param name="first">First k.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="panel">Room for the panel.</param>
    public static void PackRight(in ProductOperands operands, int column, int columns, int first, int depth, float* panel)
    {
        int width = TRegister.Width;
        int stride = columns > width ? 2 * width : width;
        for (int done = 0; done < columns; done += width)
        {
            float* source = operands.RightAt(first, column + done);
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

    /// <summary><c>destination[k·destinationStride + i] = source[k·sourceStride + i]</c> for <c>i &lt; count</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(float* source, nint sourceStride, int count, int depth, float* destination, nint destinationStride)
    {
        if (count > TRegister.Width)
        {
            // Only where tiles are higher than a register is long.
            for (int k = 0; k < depth; k++)
            {
                Unsafe.CopyBlockUnaligned(destination, source, (uint)count * sizeof(float));
                source += sourceStride;
                destination += destinationStride;
            }

            return;
        }

        TVector mask = TRegister.FirstLanes(count);
        for (int k = 0; k < depth; k++)
        {
            TRegister.Store(TRegister.LoadMasked(source, mask), destination);
            source += sourceStride;
            destination += destinationStride;
        }
    }

    /// <summary><c>destination[k·destinationStride + r] = source[r·sourceStride + k]</c> for <c>r &lt; rows</c>.</summary>
    /// <remarks>May write up to a register past the last k.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransposeRows(float* source, nint sourceStride, int rows, int depth, float* destination, nint destinationStride)
    {
        int k = 0;
        if (rows <= TRegister.Width && depth >= TRegister.Width)
        {
            for (; k < depth; k += TRegister.Width)
            {
                // The last block ends at the last k and repeats some of the block before.
                int start = Math.Min(k, depth - TRegister.Width);
                TRegister.TransposeBlock(source + start, sourceStride, rows, destination + (start * destinationStride), destinationStride);
            }
        }

        for (; k < depth; k++)
        {
            float* row = source + k;
            float* to = destination + (k * destinationStride);
            for (int r = 0; r < rows; r++)
            {
                to[r] = *row;
                row += sourceStride;
            }
        }
    }
}
