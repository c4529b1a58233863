using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    /// <summary>One optimizer step over a range of parameters, in one pass.</summary>
    /// <param name="op">The update rule.</param>
    /// <param name="parameter">Parameters, read and written.</param>
    /// <param name="gradient">Gradients, as many.</param>
    /// <param name="first">First state, as many; empty if the rule has none (the rule then sees 0 and what it writes is dropped).</param>
    /// <param name="second">Second state, likewise.</param>
    /// <exception cref="ShapeException">The lengths differ.</exception>
    public static void Update<TOp>(TOp op, Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
        where TOp : struct, IUpdateOp
    {
        RequireLength(TOp.Name, nameof(gradient), gradient.Length, parameter.Length);
        if (!first.IsEmpty)
        {
            RequireLength(TOp.Name, nameof(first), first.Length, parameter.Length);
        }

        if (!second.IsEmpty)
        {
            RequireLength(TOp.Name, nameof(second), second.Length, parameter.Length);
        }

        fixed (float* p = parameter, g = gradient, f = first, s = second)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                UpdateWith<TOp, Lanes16>(op, p, g, f, s, parameter.Length);
            }
            else if (Lanes8.IsAccelerated)
            {
                UpdateWith<TOp, LanePair<Lanes8>>(op, p, g, f, s, parameter.Length);
            }
            else
            {
                UpdateWith<TOp, Scalar>(op, p, g, f, s, parameter.Length);
            }
        }
    }

    // A state that the caller left out is a null pointer. Nobody has touched parameters and states since the step before, and gradients of many layers
    // lie between: all of it comes from memory or the last cache, where the processor alone asks too late.
    internal static void UpdateWith<TOp, T>(TOp op, float* parameter, float* gradient, float* first, float* second, nint count)
        where TOp : struct, IUpdateOp
        where T : struct, ILanes<T>
    {
        nint i = 0;
        for (; i + T.Width <= count; i += T.Width)
        {
            StreamedStores.ReadAhead<T>(parameter + i);
            StreamedStores.ReadAhead<T>(gradient + i);
            if (first != null)
            {
                StreamedStores.ReadAhead<T>(first + i);
            }

            if (second != null)
            {
                StreamedStores.ReadAhead<T>(second + i);
            }

            UpdateVector<TOp, T>(op, parameter, gradient, first, second, i, T.Width);
        }

        if (i < count)
        {
            UpdateVector<TOp, T>(op, parameter, gradient, first, second, i, count - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UpdateVector<TOp, T>(TOp op, float* parameter, float* gradient, float* first, float* second, nint i, nint left)
        where TOp : struct, IUpdateOp
        where T : struct, ILanes<T>
    {
        T p = Read<T>(parameter + i, left);
        T f = first == null ? T.Of(0) : Read<T>(first + i, left);
        T s = second == null ? T.Of(0) : Read<T>(second + i, left);
        op.Apply(ref p, Read<T>(gradient + i, left), ref f, ref s);
        Write(p, parameter + i, left);
        if (first != null)
        {
            Write(f, first + i, left);
        }

        if (second != null)
        {
            Write(s, second + i, left);
        }
    }
}
