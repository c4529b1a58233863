using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    /// <summary>Applies a unary op: <c>y[i] = f(x[i])</c>.</summary>
    /// <param name="op">The op.</param>
    /// <param name="x">Input.</param>
    /// <param name="y">Output, as long as <paramref name="x"/>; may be the same memory.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Map<TOp>(TOp op, ReadOnlySpan<float> x, Span<float> y)
        where TOp : struct, IUnaryOp
    {
        RequireLength(TOp.Name, nameof(y), y.Length, x.Length);
        fixed (float* px = x, py = y)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                MapWith<TOp, Lanes16>(op, px, py, x.Length);
            }
            else if (Lanes8.IsAccelerated)
            {
                MapWith<TOp, Lanes8>(op, px, py, x.Length);
            }
            else
            {
                MapWith<TOp, Scalar>(op, px, py, x.Length);
            }
        }
    }

    /// <summary>Gradient of a unary op: <c>dx[i] = f'(x[i])·dy[i]</c>, or added to dx.</summary>
    /// <param name="op">The op.</param>
    /// <param name="x">Input of the forward loop.</param>
    /// <param name="y">Output of the forward loop, as long as <paramref name="x"/>.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the input; may be the memory of <paramref name="dy"/>.</param>
    /// <param name="accumulate">Whether to add to dx instead of overwriting it.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void MapGradient<TOp>(
        TOp op, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate)
        where TOp : struct, IUnaryOp
    {
        RequireLength(TOp.Name, nameof(y), y.Length, x.Length);
        RequireLength(TOp.Name, nameof(dy), dy.Length, x.Length);
        RequireLength(TOp.Name, nameof(dx), dx.Length, x.Length);
        fixed (float* px = x, py = y, pdy = dy, pdx = dx)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                MapGradientWith<TOp, Lanes16>(op, px, py, pdy, pdx, x.Length, accumulate);
            }
            else if (Lanes8.IsAccelerated)
            {
                MapGradientWith<TOp, Lanes8>(op, px, py, pdy, pdx, x.Length, accumulate);
            }
            else
            {
                MapGradientWith<TOp, Scalar>(op, px, py, pdy, pdx, x.Length, accumulate);
            }
        }
    }

    internal static void MapWith<TOp, T>(TOp op, float* x, float* y, nint count)
        where TOp : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        for (nint i = TOp.IsSmall ? MapPairs<TOp, LanePair<T>>(op, x, y, count) : 0; i < count; i += T.Width)
        {
            Write(op.Forward(Read<T>(x + i, count - i)), y + i, count - i);
        }
    }

    // What is left over is for single vectors.
    private static nint MapPairs<TOp, TPair>(TOp op, float* x, float* y, nint count)
        where TOp : struct, IUnaryOp
        where TPair : struct, ILanes<TPair>
    {
        nint i = 0;
        for (; i + TPair.Width <= count; i += TPair.Width)
        {
            TPair.Store(op.Forward(TPair.Load(x + i)), y + i);
        }

        return i;
    }

    internal static void MapGradientWith<TOp, T>(TOp op, float* x, float* y, float* dy, float* dx, nint count, bool accumulate)
        where TOp : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        for (nint i = 0; i < count; i += T.Width)
        {
            nint left = count - i;
            T gradient = op.Backward(Read<T>(x + i, left), Read<T>(y + i, left), Read<T>(dy + i, left));
            Write(accumulate ? Read<T>(dx + i, left) + gradient : gradient, dx + i, left);
        }
    }
}
