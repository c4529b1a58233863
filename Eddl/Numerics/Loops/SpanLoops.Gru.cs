using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    /// <summary>One step of gated recurrent units on many rows, with the reset gate behind the recurrent product:
    /// <c>r, z = gate(a + q)</c>, <c>n = tanh(a + r·q)</c>, <c>h = (1 − z)·n + z·h'</c>.</summary>
    /// <remarks>Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder", EMNLP 2014, in the variant of cuDNN and PyTorch.</remarks>
    /// <param name="gate">Activation of r and z, whose derivative depends on its result alone; the logistic function.</param>
    /// <param name="gates">a, <c>[rows, 3·units]</c>: sums over the input without bias on entry, r, z, n on return.</param>
    /// <param name="recurrent">q, <c>[rows, 3·units]</c>: sums over h' without bias on entry; on return its last third has its bias.</param>
    /// <param name="biasInput">Added to a, <c>[3·units]</c>; or empty.</param>
    /// <param name="biasHidden">Added to q, <c>[3·units]</c>; or empty.</param>
    /// <param name="previousHidden">h', <c>[rows, units]</c>; empty for zeros.</param>
    /// <param name="hidden">Written: h, <c>[rows, units]</c>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="units">Cells per row.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void GruCell<TGate>(
        TGate gate, Span<float> gates, Span<float> recurrent, ReadOnlySpan<float> biasInput, ReadOnlySpan<float> biasHidden,
        ReadOnlySpan<float> previousHidden, Span<float> hidden, int rows, int units)
        where TGate : struct, IUnaryOp
    {
        long count = Elements(nameof(GruCell), rows, units);
        RequireLength(nameof(GruCell), nameof(gates), gates.Length, 3 * count);
        RequireLength(nameof(GruCell), nameof(recurrent), recurrent.Length, 3 * count);
        RequireOptional(nameof(GruCell), nameof(biasInput), biasInput.Length, 3L * units);
        RequireOptional(nameof(GruCell), nameof(biasHidden), biasHidden.Length, 3L * units);
        RequireOptional(nameof(GruCell), nameof(previousHidden), previousHidden.Length, count);
        RequireLength(nameof(GruCell), nameof(hidden), hidden.Length, count);
        fixed (float* pa = gates, pq = recurrent, pbi = biasInput, pbh = biasHidden, pp = previousHidden, ph = hidden)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                GruCellWith<TGate, Lanes16>(gate, pa, pq, pbi, pbh, pp, ph, rows, units);
            }
            else if (Lanes8.IsAccelerated)
            {
                GruCellWith<TGate, Lanes8>(gate, pa, pq, pbi, pbh, pp, ph, rows, units);
            }
            else
            {
                GruCellWith<TGate, Scalar>(gate, pa, pq, pbi, pbh, pp, ph, rows, units);
            }
        }
    }

    /// <summary>Gradient of <see cref="GruCell"/> by its sums and, beside the recurrent product, by the previous state.</summary>
    /// <param name="gate">Activation of r and z.</param>
    /// <param name="gates">r, z, n, as <see cref="GruCell"/> left them.</param>
    /// <param name="recurrent">q, as <see cref="GruCell"/> left it.</param>
    /// <param name="previousHidden">h'; empty for zeros.</param>
    /// <param name="dhidden">Gradient of h.</param>
    /// <param name="dgates">Written: gradient of a.</param>
    /// <param name="drecurrent">Written: gradient of q.</param>
    /// <param name="dprevious">Gradient of h': <c>z · dh</c> is added; or empty.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="units">Cells per row.</param>
    /// <exception cref="ShapeException">A length does not fit.</exception>
    public static void GruCellGradient<TGate>(
        TGate gate, ReadOnlySpan<float> gates, ReadOnlySpan<float> recurrent, ReadOnlySpan<float> previousHidden, ReadOnlySpan<float> dhidden,
        Span<float> dgates, Span<float> drecurrent, Span<float> dprevious, int rows, int units)
        where TGate : struct, IUnaryOp
    {
        long count = Elements(nameof(GruCell), rows, units);
        RequireLength(nameof(GruCell), nameof(gates), gates.Length, 3 * count);
        RequireLength(nameof(GruCell), nameof(recurrent), recurrent.Length, 3 * count);
        RequireOptional(nameof(GruCell), nameof(previousHidden), previousHidden.Length, count);
        RequireLength(nameof(GruCell), nameof(dhidden), dhidden.Length, count);
        RequireLength(nameof(GruCell), nameof(dgates), dgates.Length, 3 * count);
        RequireLength(nameof(GruCell), nameof(drecurrent), drecurrent.Length, 3 * count);
        RequireOptional(nameof(GruCell), nameof(dprevious), dprevious.Length, count);
        fixed (float* pa = gates, pq = recurrent, pp = previousHidden, pdh = dhidden, pda = dgates, pdq = drecurrent, pdp = dprevious)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                GruCellGradientWith<TGate, Lanes16>(gate, pa, pq, pp, pdh, pda, pdq, pdp, rows, units);
            }
            else if (Lanes8.IsAccelerated)
            {
                GruCellGradientWith<TGate, Lanes8>(gate, pa, pq, pp, pdh, pda, pdq, pdp, rows, units);
            }
            else
            {
                GruCellGradientWith<TGate, Scalar>(gate, pa, pq, pp, pdh, pda, pdq, pdp, rows, units);
            }
        }
    }

    internal static void GruCellWith<TGate, T>(
        TGate gate, float* gates, float* recurrent, float* biasInput, float* biasHidden, float* previousHidden, float* hidden, nint rows, nint units)
        where TGate : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        for (nint row = 0; row < rows; row++, gates += 3 * units, recurrent += 3 * units, hidden += units)
        {
            ActivateSum<TGate, T>(gate, gates, biasInput, recurrent, biasHidden, 2 * units);
            GruState<T>(gates, recurrent, biasInput, biasHidden, previousHidden == null ? null : previousHidden + (row * units), hidden, units);
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
        float* gates, float* recurrent, float* biasInput, float* biasHidden, float* previousHidden, float* hidden, nint units)
        where T : struct, ILanes<T>
    {
        for (nint u = 0; u < units; u += T.Width)
        {
            nint left = units - u;
            nint third = (2 * units) + u;
            T memory = Sum<T>(recurrent, biasHidden, third, left);
            T candidate = T.Tanh(T.Fma(Read<T>(gates + u, left), memory, Sum<T>(gates, biasInput, third, left)));
            T update = Read<T>(gates + units + u, left);
            Write(candidate, gates + third, left);
            Write(memory, recurrent + third, left);
            Write(T.Fma(update, ReadOrZero<T>(previousHidden, u, left) - candidate, candidate), hidden + u, left);
        }
    }

    internal static void GruCellGradientWith<TGate, T>(
        TGate gate, float* gates, float* recurrent, float* previousHidden, float* dhidden, float* dgates, float* drecurrent, float* dprevious, nint rows, nint units)
        where TGate : struct, IUnaryOp
        where T : struct, ILanes<T>
    {
        for (nint row = 0; row < rows; row++, gates += 3 * units, recurrent += 3 * units, dgates += 3 * units, drecurrent += 3 * units)
        {
            for (nint u = 0; u < units; u += T.Width)
            {
                nint left = units - u;
                nint at = (row * units) + u;
                nint second = units + u;
                nint third = (2 * units) + u;
                T reset = Read<T>(gates + u, left);
                T update = Read<T>(gates + second, left);
                T candidate = Read<T>(gates + third, left);
                T dh = Read<T>(dhidden + at, left);
                T dcandidate = TanhSlope(candidate) * T.Fma(-update, dh, dh);
                T dreset = gate.Backward(default, reset, dcandidate * Read<T>(recurrent + third, left));
                T dupdate = gate.Backward(default, update, dh * (ReadOrZero<T>(previousHidden, at, left) - candidate));
                Write(dreset, dgates + u, left);
                Write(dupdate, dgates + second, left);
                Write(dcandidate, dgates + third, left);
                Write(dreset, drecurrent + u, left);
                Write(dupdate, drecurrent + second, left);
                Write(dcandidate * reset, drecurrent + third, left);
                if (dprevious != null)
                {
                    Write(T.Fma(update, dh, Read<T>(dprevious + at, left)), dprevious + at, left);
                }
            }
        }
    }
}
