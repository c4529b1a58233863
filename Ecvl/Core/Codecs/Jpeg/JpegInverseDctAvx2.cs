using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Ecvl;

/// <summary>The transform of <see cref="JpegInverseDct"/> for 8 columns at once, in 16 bits with products of 32 bits.</summary>
internal static unsafe class JpegInverseDctAvx2
{
    // Without a loop it would run unoptimised at first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(short* block, short* steps, byte* destination, nint stride)
    {
        // Row y of all columns in one register; a product beyond 16 bits wraps.
        Vector128<short> r0 = Vector128.Load(block) * Vector128.Load(steps);
        Vector128<short> r1 = Vector128.Load(block + 8) * Vector128.Load(steps + 8);
        Vector128<short> r2 = Vector128.Load(block + 16) * Vector128.Load(steps + 16);
        Vector128<short> r3 = Vector128.Load(block + 24) * Vector128.Load(steps + 24);
        Vector128<short> r4 = Vector128.Load(block + 32) * Vector128.Load(steps + 32);
        Vector128<short> r5 = Vector128.Load(block + 40) * Vector128.Load(steps + 40);
        Vector128<short> r6 = Vector128.Load(block + 48) * Vector128.Load(steps + 48);
        Vector128<short> r7 = Vector128.Load(block + 56) * Vector128.Load(steps + 56);

        if ((r1 | r2 | r3 | r4 | r5 | r6 | r7) == Vector128<short>.Zero)
        {
            // Columns are constant, so that the first pass only scales.
            r0 <<= 2;
            r1 = r2 = r3 = r4 = r5 = r6 = r7 = r0;
        }
        else
        {
            Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, JpegInverseDct.FactorBits - 2);
        }

        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, JpegInverseDct.FactorBits + 5);

        // Now register x holds column x. Packed to bytes with saturation, still around 0, they are transposed back by three levels of interleaving.
        Vector128<sbyte> c04 = Sse2.PackSignedSaturate(r0, r4);
        Vector128<sbyte> c15 = Sse2.PackSignedSaturate(r1, r5);
        Vector128<sbyte> c26 = Sse2.PackSignedSaturate(r2, r6);
        Vector128<sbyte> c37 = Sse2.PackSignedSaturate(r3, r7);
        Vector128<short> c01 = Sse2.UnpackLow(c04, c15).AsInt16();
        Vector128<short> c45 = Sse2.UnpackHigh(c04, c15).AsInt16();
        Vector128<short> c23 = Sse2.UnpackLow(c26, c37).AsInt16();
        Vector128<short> c67 = Sse2.UnpackHigh(c26, c37).AsInt16();
        Vector128<int> left0 = Sse2.UnpackLow(c01, c23).AsInt32();
        Vector128<int> left4 = Sse2.UnpackHigh(c01, c23).AsInt32();
        Vector128<int> right0 = Sse2.UnpackLow(c45, c67).AsInt32();
        Vector128<int> right4 = Sse2.UnpackHigh(c45, c67).AsInt32();
        StoreTwo(Sse2.UnpackLow(left0, right0), destination, stride);
        StoreTwo(Sse2.UnpackHigh(left0, right0), destination + (2 * stride), stride);
        StoreTwo(Sse2.UnpackLow(left4, right4), destination + (4 * stride), stride);
        StoreTwo(Sse2.UnpackHigh(left4, right4), destination + (6 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo(Vector128<int> rows, byte* destination, nint stride)
    {
        // From around 0 to around 128.
        Vector128<ulong> bytes = (rows.AsByte() ^ Vector128.Create((byte)128)).AsUInt64();
        Unsafe.WriteUnaligned(destination, bytes.ToScalar());
        Unsafe.WriteUnaligned(destination + stride, bytes.GetElement(1));
    }

    // The lines of JpegInverseDct.Pass: every pair of products is one multiply-add over interleaved 16-bit values, columns 0-3 and 4-7 in the two halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7, [ConstantExpected] int shift)
    {
        Vector256<short> pair26 = Interleave(r2, r6);
        Vector256<int> even2 = Dot(pair26, JpegInverseDct.Fix0541, JpegInverseDct.Fix0541 - JpegInverseDct.Fix1847);
        Vector256<int> even3 = Dot(pair26, JpegInverseDct.Fix0541 + JpegInverseDct.Fix0765, JpegInverseDct.Fix0541);
        Vector256<short> pair04 = Interleave(r0 + r4, r0 - r4);
        Vector256<int> half = Vector256.Create(1 << (shift - 1));
        Vector256<int> even0 = Dot(pair04, 1 << JpegInverseDct.FactorBits, 0) + half;
        Vector256<int> even1 = Dot(pair04, 0, 1 << JpegInverseDct.FactorBits) + half;
        Vector256<int> a0 = even0 + even3;
        Vector256<int> a3 = even0 - even3;
        Vector256<int> a1 = even1 + even2;
        Vector256<int> a2 = even1 - even2;

        Vector256<short> sums = Interleave(r7 + r3, r5 + r1);
        Vector256<int> z3 = Dot(sums, JpegInverseDct.Fix1175 - JpegInverseDct.Fix1961, JpegInverseDct.Fix1175);
        Vector256<int> z4 = Dot(sums, JpegInverseDct.Fix1175, JpegInverseDct.Fix1175 - JpegInverseDct.Fix0390);
        Vector256<short> pair71 = Interleave(r7, r1);
        Vector256<int> odd0 = Dot(pair71, JpegInverseDct.Fix0298 - JpegInverseDct.Fix0899, -JpegInverseDct.Fix0899) + z3;
        Vector256<int> odd3 = Dot(pair71, -JpegInverseDct.Fix0899, JpegInverseDct.Fix1501 - JpegInverseDct.Fix0899) + z4;
        Vector256<short> pair53 = Interleave(r5, r3);
        Vector256<int> odd1 = Dot(pair53, JpegInverseDct.Fix2053 - JpegInverseDct.Fix2562, -JpegInverseDct.Fix2562) + z4;
        Vector256<int> odd2 = Dot(pair53, -JpegInverseDct.Fix2562, JpegInverseDct.Fix3072 - JpegInverseDct.Fix2562) + z3;

        r0 = Narrow((a0 + odd3) >> shift);
        r7 = Narrow((a0 - odd3) >> shift);
        r1 = Narrow((a1 + odd2) >> shift);
        r6 = Narrow((a1 - odd2) >> shift);
        r2 = Narrow((a2 + odd1) >> shift);
        r5 = Narrow((a2 - odd1) >> shift);
        r3 = Narrow((a3 + odd0) >> shift);
        r4 = Narrow((a3 - odd0) >> shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Interleave(Vector128<short> a, Vector128<short> b)
        => Vector256.Create(Sse2.UnpackLow(a, b), Sse2.UnpackHigh(a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Dot(Vector256<short> pairs, int first, int second)
        => Avx2.MultiplyAddAdjacent(pairs, Vector256.Create((second << 16) | (first & 0xFFFF)).AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Narrow(Vector256<int> values) => Sse2.PackSignedSaturate(values.GetLower(), values.GetUpper());

    /// <summary>Makes columns of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(
        ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7)
    {
        // Pairs of 16 bits, then of 32, then of 64.
        Vector128<int> a0 = Sse2.UnpackLow(r0, r1).AsInt32();
        Vector128<int> a1 = Sse2.UnpackHigh(r0, r1).AsInt32();
        Vector128<int> a2 = Sse2.UnpackLow(r2, r3).AsInt32();
        Vector128<int> a3 = Sse2.UnpackHigh(r2, r3).AsInt32();
        Vector128<int> a4 = Sse2.UnpackLow(r4, r5).AsInt32();
        Vector128<int> a5 = Sse2.UnpackHigh(r4, r5).AsInt32();
        Vector128<int> a6 = Sse2.UnpackLow(r6, r7).AsInt32();
        Vector128<int> a7 = Sse2.UnpackHigh(r6, r7).AsInt32();
        Vector128<long> b0 = Sse2.UnpackLow(a0, a2).AsInt64();
        Vector128<long> b1 = Sse2.UnpackHigh(a0, a2).AsInt64();
        Vector128<long> b2 = Sse2.UnpackLow(a1, a3).AsInt64();
        Vector128<long> b3 = Sse2.UnpackHigh(a1, a3).AsInt64();
        Vector128<long> b4 = Sse2.UnpackLow(a4, a6).AsInt64();
        Vector128<long> b5 = Sse2.UnpackHigh(a4, a6).AsInt64();
        Vector128<long> b6 = Sse2.UnpackLow(a5, a7).AsInt64();
        Vector128<long> b7 = Sse2.UnpackHigh(a5, a7).AsInt64();
        r0 = Sse2.UnpackLow(b0, b4).AsInt16();
        r1 = Sse2.UnpackHigh(b0, b4).AsInt16();
        r2 = Sse2.UnpackLow(b1, b5).AsInt16();
        r3 = Sse2.UnpackHigh(b1, b5).AsInt16();
        r4 = Sse2.UnpackLow(b2, b6).AsInt16();
        r5 = Sse2.UnpackHigh(b2, b6).AsInt16();
        r6 = Sse2.UnpackLow(b3, b7).AsInt16();
        r7 = Sse2.UnpackHigh(b3, b7).AsInt16();
    }
}
