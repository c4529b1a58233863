using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    /// <summary>Applies a unary op: <c>y[i] = f(x[i])</c>.</summary>
    /// <param name="op">The op.</param>
    /// <param name="x">Input.</param>
    /// <param name="y">Output, as long as <paramref name="x"/>; may be the same memory.</param>
    /// <param name="stream">Whether the result goes past the caches to memory, which pays from <see cref="StreamedLength"/> floats on. Without effect where
    /// the result does not begin at a multiple of 64 bytes, or is the memory of the input.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Map<TOp>(TOp op, ReadOnlySpan<float> x, Span<float> y, bool stream = false)
        where TOp : struct, IUnaryOp
    {
        RequireLength(TOp.Name, nameof(y), y.Length, x.Length);
        fixed (float* px = x, py = y)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                MapWith<TOp, Lanes16>(op, px, py, x.Length, stream);
            }
            else if (Lanes8.IsAccelerated)
            {
                MapWith<TOp, Lanes8>(op, px, py, x.Length, stream);
            }
            else
            {
                MapWith<TOp, Scalar>(op, px, py, x.Length, stream);
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
    /// <param name="stream">Whether the result goes past the caches to memory, which pays from <see cref="StreamedLength"/> floats on. Without effect where
    /// the result does not begin at a multiple of 64 bytes, or is added to or read.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void MapGradient<TOp>(
        TOp op, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, bool accumulate, bool stream = false)
        where TOp : struct, IUnaryOp
    {
        RequireLength(TOp.Name, nameof(y), y.Length, x.Length);
        RequireLength(TOp.Name, nameof(dy), dy.Length, x.Length);
        RequireLength(TOp.Name, nameof(dx), dx.Length, x.Length);
        fixed (float* px = x, py = y, pdy = dy, pdx = dx)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                MapGradientWith<TOp, Lanes16>(op, px, py, pdy, pdx, x.Length, accumulate, stream);
            }
            else if (Lanes8.IsAccelerated)
            {
                MapGradientWith<TOp, Lanes8>(op, px, py, pdy, pdx, x.Length, accumulate, stream);
            }
            else
            {
                MapGradientWith<TOp, Scalar>(op, px, py, pdy, pdx, x.Length, accumulate, stream);
            }
        }
    }

    internal static void MapWith<TOp, T>(TOp op, float* x, float* y, nint count, bool stream = false)
        where TOp : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        nint i = stream && StreamedStores.Suit(y, x) ? MapWhole<TOp, T, StreamedStores>(op, x, y, count)
            : MapWhole<TOp, T, CachedStores>(op, x, y, count);
        if (i < count)
        {
            T.StorePartial(op.Forward(T.LoadPartial(x + i, (int)(count - i))), y + i, (int)(count - i));
        }
    }

    // Whole vectors, of small functions two at a time.
    private static nint MapWhole<TOp, T, TStores>(TOp op, float* x, float* y, nint count)
        where TOp : struct, IUnaryOp
        where T : struct, ILanes<T>
        where TStores : struct, IStores
    {
        nint i = TOp.IsSmall ? MapVectors<TOp, LanePair<T>, TStores>(op, x, y, 0, count) : 0;
        return MapVectors<TOp, T, TStores>(op, x, y, i, count);
    }

    // Each in code of its own: together they would exceed what the compiler is willing to inline.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint MapVectors<TOp, T, TStores>(TOp op, float* x, float* y, nint i, nint count)
        where TOp : struct, IUnaryOp
        where T : struct, ILanes<T>
        where TStores : struct, IStores
    {
        for (; i + T.Width <= count; i += T.Width)
        {
            TStores.ReadAhead<T>(x + i);
            TStores.Write(op.Forward(T.Load(x + i)), y + i);
        }

        TStores.Finish();
        return i;
    }

    internal static void MapGradientWith<TOp, T>(TOp op, float* x, float* y, float* dy, float* dx, nint count, bool accumulate, bool stream = false)
        where TOp : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        if (stream && !accumulate && StreamedStores.Suit(dx, dy) && dx != x && dx != y)
        {
            MapGradientVectors<TOp, T, StreamedStores>(op, x, y, dy, dx, count, accumulate: false);
        }
        else
        {
            MapGradientVectors<TOp, T, CachedStores>(op, x, y, dy, dx, count, accumulate);
        }
    }

    private static void MapGradientVectors<TOp, T, TStores>(TOp op, float* x, float* y, float* dy, float* dx, nint count, bool accumulate)
        where TOp : struct, IUnaryOp
        where T : struct, ILanes<T>
        where TStores : struct, IStores
    {
        for (nint i = 0; i < count; i += T.Width)
        {
            nint left = count - i;
            TStores.ReadAhead<T>(x + i);
            TStores.ReadAhead<T>(dy + i);
            T gradient = op.Backward(Read<T>(x + i, left), Read<T>(y + i, left), Read<T>(dy + i, left));
            Write<T, TStores>(accumulate ? Read<T>(dx + i, left) + gradient : gradient, dx + i, left);
        }

        TStores.Finish();
    }
}
