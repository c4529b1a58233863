using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    /// <summary>One step of long short-term memory on many rows: <c>i, f, o = gate(a)</c>, <c>g = tanh(a)</c>, <c>c = f·c' + i·g</c>,
    /// <c>h = o·tanh(c)</c>.</summary>
    /// <remarks>Hochreiter and Schmidhuber 1997 with the forget gate of Gers, Schmidhuber and Cummins, "Learning to Forget", 2000.</remarks>
    /// <param name="gate">Activation of i, f and o, whose derivative depends on its result alone; the logistic function.</param>
    /// <param name="gates"><c>[rows, 4·units]</c>: sums without bias on entry, i, f, g, o on return.</param>
    /// <param name="bias"><c>[4·units]</c>, added to the sums; or empty.</param>
    /// <param name="previousCell">c', <c>[rows, units]</c>; empty for zeros.</param>
    /// <param name="cell">Written: c, <c>[rows, units]</c>.</param>
    /// <param name="hidden">Written: h, <c>[rows, units]</c>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="units">Cells per row.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void LstmCell<TGate>(
        TGate gate, Span<float> gates, ReadOnlySpan<float> bias, ReadOnlySpan<float> previousCell, Span<float> cell, Span<float> hidden, int rows, int units)
        where TGate : struct, IUnaryOp
    {
        long count = Elements(nameof(LstmCell), rows, units);
        RequireLength(nameof(LstmCell), nameof(gates), gates.Length, 4 * count);
        RequireOptional(nameof(LstmCell), nameof(bias), bias.Length, 4L * units);
        RequireOptional(nameof(LstmCell), nameof(previousCell), previousCell.Length, count);
        RequireLength(nameof(LstmCell), nameof(cell), cell.Length, count);
        RequireLength(nameof(LstmCell), nameof(hidden), hidden.Length, count);
        fixed (float* pg = gates, pb = bias, pp = previousCell, pc = cell, ph = hidden)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                LstmCellWith<TGate, Lanes16>(gate, pg, pb, pp, pc, ph, rows, units);
            }
            else if (Lanes8.IsAccelerated)
            {
                LstmCellWith<TGate, Lanes8>(gate, pg, pb, pp, pc, ph, rows, units);
            }
            else
            {
                LstmCellWith<TGate, Scalar>(gate, pg, pb, pp, pc, ph, rows, units);
            }
        }
    }

    /// <summary>Gradient of <see cref="LstmCell"/> by its sums and by the previous cell.</summary>
    /// <param name="gate">Activation of i, f and o.</param>
    /// <param name="gates">i, f, g, o, as <see cref="LstmCell"/> left them.</param>
    /// <param name="previousCell">c'; empty for zeros.</param>
    /// <param name="cell">c.</param>
    /// <param name="dhidden">Gradient of h.</param>
    /// <param name="dcell">Gradient of c by what comes later on entry, gradient of c' on return.</param>
    /// <param name="dgates">Written: gradient of the sums, <c>[rows, 4·units]</c>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="units">Cells per row.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void LstmCellGradient<TGate>(
        TGate gate, ReadOnlySpan<float> gates, ReadOnlySpan<float> previousCell, ReadOnlySpan<float> cell, ReadOnlySpan<float> dhidden,
        Span<float> dcell, Span<float> dgates, int rows, int units)
        where TGate : struct, IUnaryOp
    {
        long count = Elements(nameof(LstmCell), rows, units);
        RequireLength(nameof(LstmCell), nameof(gates), gates.Length, 4 * count);
        RequireOptional(nameof(LstmCell), nameof(previousCell), previousCell.Length, count);
        RequireLength(nameof(LstmCell), nameof(cell), cell.Length, count);
        RequireLength(nameof(LstmCell), nameof(dhidden), dhidden.Length, count);
        RequireLength(nameof(LstmCell), nameof(dcell), dcell.Length, count);
        RequireLength(nameof(LstmCell), nameof(dgates), dgates.Length, 4 * count);
        fixed (float* pg = gates, pp = previousCell, pc = cell, pdh = dhidden, pdc = dcell, pdg = dgates)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                LstmCellGradientWith<TGate, Lanes16>(gate, pg, pp, pc, pdh, pdc, pdg, rows, units);
            }
            else if (Lanes8.IsAccelerated)
            {
                LstmCellGradientWith<TGate, Lanes8>(gate, pg, pp, pc, pdh, pdc, pdg, rows, units);
            }
            else
            {
                LstmCellGradientWith<TGate, Scalar>(gate, pg, pp, pc, pdh, pdc, pdg, rows, units);
            }
        }
    }

    internal static void LstmCellWith<TGate, T>(
        TGate gate, float* gates, float* bias, float* previousCell, float* cell, float* hidden, nint rows, nint units)
        where TGate : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        for (nint row = 0; row < rows; row++, gates += 4 * units, cell += units, hidden += units)
        {
            Activate<TGate, T>(gate, gates, bias, 2 * units);
            ActivateTanh<T>(gates + (2 * units), bias == null ? null : bias + (2 * units), units);
            Activate<TGate, T>(gate, gates + (3 * units), bias == null ? null : bias + (3 * units), units);
            LstmState<T>(gates, previousCell == null ? null : previousCell + (row * units), cell, hidden, units);
        }
    }

    internal static void LstmCellGradientWith<TGate, T>(
        TGate gate, float* gates, float* previousCell, float* cell, float* dhidden, float* dcell, float* dgates, nint rows, nint units)
        where TGate : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        for (nint row = 0; row < rows; row++, gates += 4 * units, dgates += 4 * units)
        {
            for (nint u = 0; u < units; u += T.Width)
            {
                nint left = units - u;
                nint at = (row * units) + u;
                T input = Read<T>(gates + u, left);
                T forget = Read<T>(gates + units + u, left);
                T candidate = Read<T>(gates + (2 * units) + u, left);
                T output = Read<T>(gates + (3 * units) + u, left);
                T dh = Read<T>(dhidden + at, left);
                T bounded = T.Tanh(Read<T>(cell + at, left));
                T dc = T.Fma(dh * output, TanhSlope(bounded), Read<T>(dcell + at, left));
                Write(gate.Backward(default, input, dc * candidate), dgates + u, left);
                Write(gate.Backward(default, forget, dc * ReadOrZero<T>(previousCell, at, left)), dgates + units + u, left);
                Write(TanhSlope(candidate) * (dc * input), dgates + (2 * units) + u, left);
                Write(gate.Backward(default, output, dh * bounded), dgates + (3 * units) + u, left);
                Write(dc * forget, dcell + at, left);
            }
        }
    }

    // The activations of a row are loops of their own, on memory that stays in the first-level cache: the JIT stops inlining in a method that
    // holds all five of them, and calls for every operation of the last ones.

    /// <summary><c>x = f(x + bias)</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Activate<TGate, T>(TGate gate, float* values, float* bias, nint count)
        where TGate : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        for (nint i = 0; i < count; i += T.Width)
        {
            Write(gate.Forward(Sum<T>(values, bias, i, count - i)), values + i, count - i);
        }
    }

    /// <summary><c>x = tanh(x + bias)</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ActivateTanh<T>(float* values, float* bias, nint count)
        where T : struct, ILanes<T>
    {
        for (nint i = 0; i < count; i += T.Width)
        {
            Write(T.Tanh(Sum<T>(values, bias, i, count - i)), values + i, count - i);
        }
    }

    /// <summary>c and h of one row from its activations.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LstmState<T>(float* gates, float* previousCell, float* cell, float* hidden, nint units)
        where T : struct, ILanes<T>
    {
        for (nint u = 0; u < units; u += T.Width)
        {
            nint left = units - u;
            T added = Read<T>(gates + u, left) * Read<T>(gates + (2 * units) + u, left);
            T state = T.Fma(Read<T>(gates + units + u, left), ReadOrZero<T>(previousCell, u, left), added);
            Write(state, cell + u, left);
            Write(Read<T>(gates + (3 * units) + u, left) * T.Tanh(state), hidden + u, left);
        }
    }

    /// <summary>Derivative of the hyperbolic tangent from its result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T TanhSlope<T>(T y)
        where T : struct, ILanes<T>
        => T.Fma(-y, y, T.Of(1));

    /// <summary>Numbers plus a bias that may be missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum<T>(float* values, float* bias, nint at, nint left)
        where T : struct, ILanes<T>
    {
        T value = Read<T>(values + at, left);
        return bias == null ? value : value + Read<T>(bias + at, left);
    }

    /// <summary>Numbers that may be missing and are 0 then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ReadOrZero<T>(float* values, nint at, nint left)
        where T : struct, ILanes<T>
        => values == null ? T.Of(0) : Read<T>(values + at, left);

    private static void RequireOptional(string operation, string name, int length, long needed)
    {
        if (length != 0)
        {
            RequireLength(operation, name, length, needed);
        }
    }
}
