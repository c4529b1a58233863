using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Loops of batch normalisation over runs of cells, against patterns of values per channel.</summary>
/// <remarks>Every run starts with the first channel, so that the pattern starts anew with it. Sums are kept in a pattern too, in the level-1 cache:
/// each of its elements adds one element of every repetition of the pattern, in order.</remarks>
internal static unsafe class CellLoops<T>
    where T : struct, ILanes<T>
{
    /// <summary><c>sums += x</c>.</summary>
    public static void AddSums(float* x, nint count, float* sums, nint length)
    {
        for (; count > 0; x += length, count -= length)
        {
            nint end = nint.Min(count, length);
            nint i = 0;
            for (; i + T.Width <= end; i += T.Width)
            {
                T.Store(T.Load(sums + i) + T.Load(x + i), sums + i);
            }

            if (i < end)
            {
                SpanLoops.Write(SpanLoops.Read<T>(sums + i, end - i) + SpanLoops.Read<T>(x + i, end - i), sums + i, end - i);
            }
        }
    }

    /// <summary><c>sums += (x − center)²</c>.</summary>
    public static void AddSquares(float* x, nint count, float* centers, float* sums, nint length)
    {
        for (; count > 0; x += length, count -= length)
        {
            nint end = nint.Min(count, length);
            nint i = 0;
            for (; i + T.Width <= end; i += T.Width)
            {
                AddSquare(x + i, centers + i, sums + i, T.Width);
            }

            if (i < end)
            {
                AddSquare(x + i, centers + i, sums + i, end - i);
            }
        }
    }

    /// <summary><c>sums += g</c> and <c>products += (x − center)·g</c>.</summary>
    public static void AddProducts<TGradient>(
        TGradient gradient, float* x, float* y, float* dy, nint count, float* centers, float* sums, float* products, nint length)
        where TGradient : struct, ICellGradient
    {
        for (; count > 0; x += length, y += length, dy += length, count -= length)
        {
            nint end = nint.Min(count, length);
            nint i = 0;
            for (; i + T.Width <= end; i += T.Width)
            {
                AddProduct(gradient, x + i, y + i, dy + i, centers + i, sums + i, products + i, T.Width);
            }

            if (i < end)
            {
                AddProduct(gradient, x + i, y + i, dy + i, centers + i, sums + i, products + i, end - i);
            }
        }
    }

    /// <summary><c>y = f((x − mean)·scale + shift + summand)</c>.</summary>
    /// <param name="op">f.</param>
    /// <param name="x">Input.</param>
    /// <param name="summand">Added before the op, or null.</param>
    /// <param name="y">Result.</param>
    /// <param name="count">Elements.</param>
    /// <param name="means">Pattern of the means, then those of the scales and of the shifts.</param>
    /// <param name="length">Length of a pattern.</param>
    public static void Normalize<TOp>(TOp op, float* x, float* summand, float* y, nint count, float* means, nint length)
        where TOp : struct, IUnaryOp
    {
        float* scales = means + length;
        float* shifts = scales + length;
        for (; count > 0; x += length, y += length, count -= length)
        {
            nint end = nint.Min(count, length);
            nint i = 0;
            if (summand == null)
            {
                for (; i + T.Width <= end; i += T.Width)
                {
                    T.Store(op.Forward(T.Fma(T.Load(x + i) - T.Load(means + i), T.Load(scales + i), T.Load(shifts + i))), y + i);
                }

                if (i < end)
                {
                    SpanLoops.Write(op.Forward(Normal(x + i, means + i, scales + i, shifts + i, end - i)), y + i, end - i);
                }

                continue;
            }

            for (; i + T.Width <= end; i += T.Width)
            {
                T.Store(op.Forward(Normal(x + i, means + i, scales + i, shifts + i, T.Width) + T.Load(summand + i)), y + i);
            }

            if (i < end)
            {
                T sum = Normal(x + i, means + i, scales + i, shifts + i, end - i) + SpanLoops.Read<T>(summand + i, end - i);
                SpanLoops.Write(op.Forward(sum), y + i, end - i);
            }

            summand += length;
        }
    }

    /// <summary><c>dx (+)= scale·g + slope·(x − mean) + shift</c> and <c>dsummand (+)= g</c>, each unless it is null.</summary>
    /// <param name="gradient">g.</param>
    /// <param name="at">Run of every operand.</param>
    /// <param name="count">Elements.</param>
    /// <param name="means">Pattern of the means, then those of the scales, slopes and shifts.</param>
    /// <param name="length">Length of a pattern.</param>
    public static void Differentiate<TGradient>(TGradient gradient, CellGradientRun at, nint count, float* means, nint length)
        where TGradient : struct, ICellGradient
    {
        for (; count > 0; at.Advance(length), count -= length)
        {
            nint end = nint.Min(count, length);
            nint i = 0;
            for (; i + T.Width <= end; i += T.Width)
            {
                Differentiate(gradient, at, i, means + i, length, T.Width);
            }

            if (i < end)
            {
                Differentiate(gradient, at, i, means + i, length, end - i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Normal(float* x, float* mean, float* scale, float* shift, nint left)
        => T.Fma(SpanLoops.Read<T>(x, left) - SpanLoops.Read<T>(mean, left), SpanLoops.Read<T>(scale, left), SpanLoops.Read<T>(shift, left));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSquare(float* x, float* center, float* sum, nint left)
    {
        T distance = SpanLoops.Read<T>(x, left) - SpanLoops.Read<T>(center, left);
        SpanLoops.Write(T.Fma(distance, distance, SpanLoops.Read<T>(sum, left)), sum, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct<TGradient>(
        TGradient gradient, float* x, float* y, float* dy, float* center, float* sum, float* product, nint left)
        where TGradient : struct, ICellGradient
    {
        T g = gradient.Of<T>(y, dy, left);
        T distance = SpanLoops.Read<T>(x, left) - SpanLoops.Read<T>(center, left);
        SpanLoops.Write(SpanLoops.Read<T>(sum, left) + g, sum, left);
        SpanLoops.Write(T.Fma(distance, g, SpanLoops.Read<T>(product, left)), product, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Differentiate<TGradient>(TGradient gradient, in CellGradientRun at, nint i, float* mean, nint length, nint left)
        where TGradient : struct, ICellGradient
    {
        T g = gradient.Of<T>(at.Y + i, at.Dy + i, left);
        T distance = SpanLoops.Read<T>(at.X + i, left) - SpanLoops.Read<T>(mean, left);
        if (at.Dx != null)
        {
            T dx = T.Fma(SpanLoops.Read<T>(mean + (2 * length), left), distance, SpanLoops.Read<T>(mean + (3 * length), left));
            dx = T.Fma(SpanLoops.Read<T>(mean + length, left), g, dx);
            SpanLoops.Write(at.Accumulate ? SpanLoops.Read<T>(at.Dx + i, left) + dx : dx, at.Dx + i, left);
        }

        if (at.Dsummand != null)
        {
            SpanLoops.Write(at.AccumulateSummand ? SpanLoops.Read<T>(at.Dsummand + i, left) + g : g, at.Dsummand + i, left);
        }
    }
}
