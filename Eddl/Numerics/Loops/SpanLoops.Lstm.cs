using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    /// <summary>One step of long short-term memory on one row: <c>i, f, o = gate(a)</c>, <c>g = tanh(a)</c>, <c>c = f·c' + i·g</c>,
    /// <c>h = o·tanh(c)</c>. Sizes are not checked.</summary>
    /// <remarks>Hochreiter and Schmidhuber 1997 with the forget gate of Gers, Schmidhuber and Cummins, "Learning to Forget", 2000.</remarks>
    /// <param name="gate">Activation of i, f and o, whose derivative depends on its result alone; the logistic function.</param>
    /// <param name="gates"><c>[4·units]</c>: sums without bias on entry, i, f, g, o on return.</param>
    /// <param name="bias"><c>[4·units]</c>, added to the sums; or null.</param>
    /// <param name="previousCell">c', <c>[units]</c>; null for zeros.</param>
    /// <param name="cell">Written: c; may be where c' is.</param>
    /// <param name="hidden">Written: h.</param>
    /// <param name="units">Cells of the row.</param>
    internal static void LstmCell<TGate>(
        TGate gate, float* gates, float* bias, float* previousCell, float* cell, float* hidden, int units)
        where TGate : struct, IUnaryOp
    {
        if (Vector512.IsHardwareAccelerated)
        {
            LstmCellWith<TGate, Lanes16>(gate, gates, bias, previousCell, cell, hidden, units);
        }
        else if (Lanes8.IsAccelerated)
        {
            LstmCellWith<TGate, Lanes8>(gate, gates, bias, previousCell, cell, hidden, units);
        }
        else
        {
            LstmCellWith<TGate, Scalar>(gate, gates, bias, previousCell, cell, hidden, units);
        }
    }

    /// <summary>Gradient of <see cref="LstmCell"/> by its sums and by the previous cell. Sizes are not checked.</summary>
    /// <param name="gate">Activation of i, f and o.</param>
    /// <param name="gates">i, f, g, o, as <see cref="LstmCell"/> left them.</param>
    /// <param name="previousCell">c'; null for zeros.</param>
    /// <param name="cell">c.</param>
    /// <param name="dy">Gradient of h by what uses it outside; null for zeros.</param>
    /// <param name="dhidden">Gradient of h by the next step.</param>
    /// <param name="dcell">Gradient of c by what comes later on entry, gradient of c' on return.</param>
    /// <param name="dgates">Written: gradient of the sums, <c>[4·units]</c>.</param>
    /// <param name="units">Cells of the row.</param>
    internal static void LstmCellGradient<TGate>(
        TGate gate, float* gates, float* previousCell, float* cell, float* dy, float* dhidden, float* dcell, float* dgates, int units)
        where TGate : struct, IUnaryOp
    {
        if (Vector512.IsHardwareAccelerated)
        {
            LstmCellGradientWith<TGate, Lanes16>(gate, gates, previousCell, cell, dy, dhidden, dcell, dgates, units);
        }
        else if (Lanes8.IsAccelerated)
        {
            LstmCellGradientWith<TGate, Lanes8>(gate, gates, previousCell, cell, dy, dhidden, dcell, dgates, units);
        }
        else
        {
            LstmCellGradientWith<TGate, Scalar>(gate, gates, previousCell, cell, dy, dhidden, dcell, dgates, units);
        }
    }

    internal static void LstmCellWith<TGate, T>(
        TGate gate, float* gates, float* bias, float* previousCell, float* cell, float* hidden, nint units)
        where TGate : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        Activate<TGate, T>(gate, gates, bias, 2 * units);
        ActivateTanh<T>(gates + (2 * units), bias == null ? null : bias + (2 * units), units);
        Activate<TGate, T>(gate, gates + (3 * units), bias == null ? null : bias + (3 * units), units);
        LstmState<T>(gates, previousCell, cell, hidden, units);
    }

    internal static void LstmCellGradientWith<TGate, T>(
        TGate gate, float* gates, float* previousCell, float* cell, float* dy, float* dhidden, float* dcell, float* dgates, nint units)
        where TGate : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        for (nint u = 0; u < units; u += T.Width)
        {
            nint left = units - u;
            T input = Read<T>(gates + u, left);
            T forget = Read<T>(gates + units + u, left);
            T candidate = Read<T>(gates + (2 * units) + u, left);
            T output = Read<T>(gates + (3 * units) + u, left);
            T dh = Sum<T>(dhidden, dy, u, left);
            T bounded = T.Tanh(Read<T>(cell + u, left));
            T dc = T.Fma(dh * output, TanhSlope(bounded), Read<T>(dcell + u, left));
            Write(gate.Backward(default, input, dc * candidate), dgates + u, left);
            Write(gate.Backward(default, forget, dc * ReadOrZero<T>(previousCell, u, left)), dgates + units + u, left);
            Write(TanhSlope(candidate) * (dc * input), dgates + (2 * units) + u, left);
            Write(gate.Backward(default, output, dh * bounded), dgates + (3 * units) + u, left);
            Write(dc * forget, dcell + u, left);
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

    /// <summary>Numbers plus others that may be missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum<T>(float* values, float* others, nint at, nint left)
        where T : struct, ILanes<T>
    {
        T value = Read<T>(values + at, left);
        return others == null ? value : value + Read<T>(others + at, left);
    }

    /// <summary>Numbers that may be missing and are 0 then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ReadOrZero<T>(float* values, nint at, nint left)
        where T : struct, ILanes<T>
        => values == null ? T.Of(0) : Read<T>(values + at, left);
}
