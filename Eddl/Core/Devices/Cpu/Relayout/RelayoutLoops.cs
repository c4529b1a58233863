using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Row copies and transpositions between contiguous and channels-last memory, on the vectors that fit the block.</summary>
internal static unsafe class RelayoutLoops
{
    /// <summary><c>destination[k·destinationPitch + r] (+)= source[r·sourcePitch + k]</c> for r &lt; rows, k &lt; columns; nothing else is read
    /// or written.</summary>
    /// <param name="source">First element.</param>
    /// <param name="sourcePitch">Distance of the source's rows.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <param name="destination">First element of the result.</param>
    /// <param name="destinationPitch">Distance of its rows.</param>
    /// <param name="accumulate">Whether the result keeps its content and the source is added.</param>
    public static void Transpose(float* source, nint sourcePitch, int rows, int columns, float* destination, nint destinationPitch, bool accumulate)
    {
        if (rows == 1 && destinationPitch == 1)
        {
            Copy(source, destination, columns, accumulate);
        }
        else if (columns == 1 && sourcePitch == 1)
        {
            Copy(source, destination, rows, accumulate);
        }
        else if (Vector512.IsHardwareAccelerated && Math.Min(rows, columns) > 8)
        {
            RelayoutTile<Register512, Vector512<float>>.Transpose(source, sourcePitch, rows, columns, destination, destinationPitch, accumulate);
        }
        else if (Fma.IsSupported && Math.Min(rows, columns) > 1)
        {
            RelayoutTile<Register256, Vector256<float>>.Transpose(source, sourcePitch, rows, columns, destination, destinationPitch, accumulate);
        }
        else
        {
            RelayoutTile<Register32, float>.Transpose(source, sourcePitch, rows, columns, destination, destinationPitch, accumulate);
        }
    }

    /// <summary><c>destination[i] (+)= source[i]</c>.</summary>
    public static void Copy(float* source, float* destination, int count, bool accumulate)
    {
        ReadOnlySpan<float> from = new(source, count);
        Span<float> to = new(destination, count);
        if (accumulate)
        {
            SpanLoops.Zip(default(Add), BroadcastClass.Same, to, from, to, 1, count);
        }
        else
        {
            from.CopyTo(to);
        }
    }

    /// <summary><c>destination[i·destinationCell + c] (+)= source[i·sourceCell + c]</c> for i &lt; cells, c &lt; channels.</summary>
    public static void CopyCells(float* source, nint sourceCell, float* destination, nint destinationCell, int cells, int channels, bool accumulate)
    {
        if (sourceCell == channels && destinationCell == channels)
        {
            Copy(source, destination, cells * channels, accumulate);
        }
        else if (Vector512.IsHardwareAccelerated && channels > 8)
        {
            RelayoutTile<Register512, Vector512<float>>.CopyCells(source, sourceCell, destination, destinationCell, cells, channels, accumulate);
        }
        else if (Fma.IsSupported && channels > 1)
        {
            RelayoutTile<Register256, Vector256<float>>.CopyCells(source, sourceCell, destination, destinationCell, cells, channels, accumulate);
        }
        else
        {
            RelayoutTile<Register32, float>.CopyCells(source, sourceCell, destination, destinationCell, cells, channels, accumulate);
        }
    }
}
