using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    /// <summary>One step of gated recurrent units on one row, with the reset gate behind the recurrent product:
    /// <c>r, z = gate(a + q)</c>, <c>n = tanh(a + r·q)</c>, <c>h = (1 − z)·n + z·h'</c>. Sizes are not checked.</summary>
    /// <remarks>Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", EMNLP 2014, in the variant of cuDNN and PyTorch.</remarks>
    /// <param name="gate">Activation of r and z, whose derivative depends on its result alone; the logistic function.</param>
    /// <param name="gates">a, <c>[3·units]</c>: sums over the input without bias on entry, r, z, n on return.</param>
    /// <param name="recurrent">q, <c>[3·units]</c>: sums over h' without bias.</param>
    /// <param name="biasInput">Added to a, <c>[3·units]</c>; or null.</param>
    /// <param name="biasHidden">Added to q, <c>[3·units]</c>; or null.</param>
    /// <param name="previousHidden">h', <c>[units]</c>.</param>
    /// <param name="memory">Written: q_n with its bias.</param>
    /// <param name="hidden">Written: h; may be where h' is.</param>
    /// <param name="units">Cells of the row.</param>
    internal static void GruCell<TGate>(
        TGate gate, float* gates, float* recurrent, float* biasInput, float* biasHidden, float* previousHidden, float* memory, float* hidden, int units)
        where TGate : struct, IUnaryOp
    {
        if (Vector512.IsHardwareAccelerated)
        {
            GruCellWith<TGate, Lanes16>(gate, gates, recurrent, biasInput, biasHidden, previousHidden, memory, hidden, units);
        }
        else if (Lanes8.IsAccelerated)
        {
            GruCellWith<TGate, Lanes8>(gate, gates, recurrent, biasInput, biasHidden, previousHidden, memory, hidden, units);
        }
        else
        {
            GruCellWith<TGate, Scalar>(gate, gates, recurrent, biasInput, biasHidden, previousHidden, memory, hidden, units);
        }
    }

    /// <summary>Gradient of <see cref="GruCell"/> by its sums and, beside the recurrent product, by the previous state. Sizes are not checked.</summary>
    /// <param name="gate">Activation of r and z.</param>
    /// <param name="gates">r, z, n, as <see cref="GruCell"/> left them.</param>
    /// <param name="memory">q_n with its bias.</param>
    /// <param name="previousHidden">h'.</param>
    /// <param name="dy">Gradient of h by what uses it outside; null for zeros.</param>
    /// <param name="dhidden">Gradient of h by the next step on entry, <c>z·dh</c> on return.</param>
    /// <param name="dgates">Written: gradient of a, <c>[3·units]</c>.</param>
    /// <param name="drecurrent">Written: gradient of q, <c>[3·units]</c>.</param>
    /// <param name="units">Cells of the row.</param>
    internal static void GruCellGradient<TGate>(
        TGate gate, float* gates, float* memory, float* previousHidden, float* dy, float* dhidden, float* dgates, float* drecurrent, int units)
        where TGate : struct, IUnaryOp
    {
        if (Vector512.IsHardwareAccelerated)
        {
            GruCellGradientWith<TGate, Lanes16>(gate, gates, memory, previousHidden, dy, dhidden, dgates, drecurrent, units);
        }
        else if (Lanes8.IsAccelerated)
        {
            GruCellGradientWith<TGate, Lanes8>(gate, gates, memory, previousHidden, dy, dhidden, dgates, drecurrent, units);
        }
        else
        {
            GruCellGradientWith<TGate, Scalar>(gate, gates, memory, previousHidden, dy, dhidden, dgates, drecurrent, units);
        }
    }

    internal static void GruCellWith<TGate, T>(
        TGate gate, float* gates, float* recurrent, float* biasInput, float* biasHidden, float* previousHidden, float* memory, float* hidden, nint units)
        where TGate : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        ActivateSum<TGate, T>(gate, gates, biasInput, recurrent, biasHidden, 2 * units);
        GruState<T>(gates, recurrent, biasInput, biasHidden, previousHidden, memory, hidden, units);
    }

    internal static void GruCellGradientWith<TGate, T>(
        TGate gate, float* gates, float* memory, float* previousHidden, float* dy, float* dhidden, float* dgates, float* drecurrent, nint units)
        where TGate : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        for (nint u = 0; u < units; u += T.Width)
        {
            nint left = units - u;
            nint second = units + u;
            nint third = (2 * units) + u;
            T reset = Read<T>(gates + u, left);
            T update = Read<T>(gates + second, left);
            T candidate = Read<T>(gates + third, left);
            T dh = Sum<T>(dhidden, dy, u, left);
            T dcandidate = TanhSlope(candidate) * T.Fma(-update, dh, dh);
            T dreset = gate.Backward(default, reset, dcandidate * Read<T>(memory + u, left));
            T dupdate = gate.Backward(default, update, dh * (Read<T>(previousHidden + u, left) - candidate));
            Write(dreset, dgates + u, left);
            Write(dupdate, dgates + second, left);
            Write(dcandidate, dgates + third, left);
            Write(dreset, drecurrent + u, left);
            Write(dupdate, drecurrent + second, left);
            Write(dcandidate * reset, drecurrent + third, left);
            Write(update * dh, dhidden + u, left);
        }
    }

    /// <summary><c>a = f(a + bias + q + other bias)</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ActivateSum<TGate, T>(TGate gate, float* values, float* bias, float* others, float* otherBias, nint count)
        where TGate : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        for (nint i = 0; i < count; i += T.Width)
        {
            nint left = count - i;
            Write(gate.Forward(Sum<T>(values, bias, i, left) + Sum<T>(others, otherBias, i, left)), values + i, left);
        }
    }

    /// <summary>n and h of one row from r and z.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void GruState<T>(
        float* gates, float* recurrent, float* biasInput, float* biasHidden, float* previousHidden, float* memory, float* hidden, nint units)
        where T : struct, ILanes<T>
    {
        for (nint u = 0; u < units; u += T.Width)
        {
            nint left = units - u;
            nint third = (2 * units) + u;
            T sum = Sum<T>(recurrent, biasHidden, third, left);
            T candidate = T.Tanh(T.Fma(Read<T>(gates + u, left), sum, Sum<T>(gates, biasInput, third, left)));
            T update = Read<T>(gates + units + u, left);
            Write(candidate, gates + third, left);
            Write(sum, memory + u, left);
            Write(T.Fma(update, Read<T>(previousHidden + u, left) - candidate, candidate), hidden + u, left);
        }
    }
}
