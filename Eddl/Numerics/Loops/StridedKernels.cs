using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>The two innermost axes of a strided copy or addition.</summary>
internal static unsafe class StridedKernels
{
    // Four 8x8 tiles: whole cache lines on both sides. Larger blocks are slower where the steps are powers of two.
    private const int Block = 16;

    private const int Piece = 1024;

    /// <summary>One run of elements at any steps. Repeated destinations take the elements in order (a copy keeps the last).</summary>
    public static void Run(float* source, nint sourceStep, float* destination, nint destinationStep, nint count, bool add)
    {
        if (destinationStep == 1 && sourceStep == 1)
        {
            if (add)
            {
                AddRun(source, destination, count);
            }
            else
            {
                new ReadOnlySpan<float>(source, (int)count).CopyTo(new Span<float>(destination, (int)count));
            }
        }
        else if (destinationStep == 1 && sourceStep == 0 && !add)
        {
            new Span<float>(destination, (int)count).Fill(*source);
        }
        else if (destinationStep == 0 && sourceStep == 1 && add)
        {
            *destination += SpanLoops.Reduce(default(Addition), new ReadOnlySpan<float>(source, (int)count));
        }
        else
        {
            for (nint i = 0; i < count; i++, source += sourceStep, destination += destinationStep)
            {
                *destination = add ? *destination + *source : *source;
            }
        }
    }

    /// <summary><c>destination[i·destinationStep + j] = source[i + j·sourceStep]</c>, or added, for i &lt; rows and j &lt; columns.</summary>
    public static void Transpose(float* source, nint sourceStep, float* destination, nint destinationStep, nint rows, nint columns, bool add)
    {
        nint wholeRows = rows & -8;
        nint wholeColumns = columns & -8;
        for (nint i0 = 0; i0 < wholeRows; i0 += Block)
        {
            nint iEnd = Math.Min(i0 + Block, wholeRows);
            for (nint j0 = 0; j0 < wholeColumns; j0 += Block)
            {
                nint jEnd = Math.Min(j0 + Block, wholeColumns);
                for (nint i = i0; i < iEnd; i += 8)
                {
                    for (nint j = j0; j < jEnd; j += 8)
                    {
                        Tile(source + i + (j * sourceStep), sourceStep, destination + (i * destinationStep) + j, destinationStep, add);
                    }
                }
            }
        }

        // What no tile covers: the columns on the right, walked down (short rows would cost a call each), then the rows below.
        // Pieces of rows keep the destination in the cache while its columns are filled one after the other.
        for (nint i = 0; i < rows; i += Piece)
        {
            nint height = Math.Min(Piece, rows - i);
            for (nint j = wholeColumns; j < columns; j++)
            {
                Run(source + i + (j * sourceStep), 1, destination + (i * destinationStep) + j, destinationStep, height, add);
            }
        }

        for (nint i = wholeRows; i < rows; i++)
        {
            Run(source + i, sourceStep, destination + (i * destinationStep), 1, wholeColumns, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile(float* source, nint sourceStep, float* destination, nint destinationStep, bool add)
    {
        if (Avx.IsSupported)
        {
            Tile8(source, sourceStep, destination, destinationStep, add);
            return;
        }

        for (nint i = 0; i < 8; i++)
        {
            Run(source + i, sourceStep, destination + (i * destinationStep), 1, 8, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile8(float* source, nint step, float* destination, nint destinationStep, bool add)
    {
        float* lower = source + (4 * step);
        Vector256<float> r0 = Vector256.Load(source);
        Vector256<float> r1 = Vector256.Load(source + step);
        Vector256<float> r2 = Vector256.Load(source + (2 * step));
        Vector256<float> r3 = Vector256.Load(source + (3 * step));
        Vector256<float> r4 = Vector256.Load(lower);
        Vector256<float> r5 = Vector256.Load(lower + step);
        Vector256<float> r6 = Vector256.Load(lower + (2 * step));
        Vector256<float> r7 = Vector256.Load(lower + (3 * step));

        // Pairs of rows interleave to 2x2 blocks, pairs of those to 4x4 blocks; all within the two 128-bit halves.
        (r0, r1) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        (r2, r3) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        (r4, r5) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5));
        (r6, r7) = (Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));
        (r0, r2) = (Avx.Shuffle(r0, r2, 0x44), Avx.Shuffle(r0, r2, 0xEE));
        (r1, r3) = (Avx.Shuffle(r1, r3, 0x44), Avx.Shuffle(r1, r3, 0xEE));
        (r4, r6) = (Avx.Shuffle(r4, r6, 0x44), Avx.Shuffle(r4, r6, 0xEE));
        (r5, r7) = (Avx.Shuffle(r5, r7, 0x44), Avx.Shuffle(r5, r7, 0xEE));

        // Now r0, r2, r1, r3 hold columns 0..3 (low half) and 4..7 (high half) of the upper rows, r4, r6, r5, r7 those of the lower rows.
        Put(Avx.Permute2x128(r0, r4, 0x20), destination, add);
        Put(Avx.Permute2x128(r2, r6, 0x20), destination + destinationStep, add);
        Put(Avx.Permute2x128(r1, r5, 0x20), destination + (2 * destinationStep), add);
        Put(Avx.Permute2x128(r3, r7, 0x20), destination + (3 * destinationStep), add);
        destination += 4 * destinationStep;
        Put(Avx.Permute2x128(r0, r4, 0x31), destination, add);
        Put(Avx.Permute2x128(r2, r6, 0x31), destination + destinationStep, add);
        Put(Avx.Permute2x128(r1, r5, 0x31), destination + (2 * destinationStep), add);
        Put(Avx.Permute2x128(r3, r7, 0x31), destination + (3 * destinationStep), add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<float> value, float* destination, bool add)
        => (add ? Vector256.Load(destination) + value : value).Store(destination);

    private static void AddRun(float* source, float* destination, nint count)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddRunWith<Lanes16>(source, destination, count);
        }
        else if (Lanes8.IsAccelerated)
        {
            AddRunWith<Lanes8>(source, destination, count);
        }
        else
        {
            AddRunWith<Scalar>(source, destination, count);
        }
    }

    private static void AddRunWith<T>(float* source, float* destination, nint count)
        where T : struct, ILanes<T>
    {
        for (nint i = 0; i < count; i += T.Width)
        {
            nint left = count - i;
            SpanLoops.Write(SpanLoops.Read<T>(destination + i, left) + SpanLoops.Read<T>(source + i, left), destination + i, left);
        }
    }
}
