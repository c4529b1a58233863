using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>The transform of <see cref="JpegForwardDct"/> for 8 rows or columns at once, in 32 bits, of samples of 8 bits.</summary>
internal static unsafe class JpegForwardDctAvx2
{
    private const int Kept = 2;
    private const short Center = 128;

    // Without a loop it would run unoptimised at first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(ushort* samples, nint stride, short* steps, short* block)
    {
        Vector128<short> center = Vector128.Create(Center);
        Vector128<short> r0 = Vector128.Load((short*)samples) - center;
        Vector128<short> r1 = Vector128.Load((short*)(samples + stride)) - center;
        Vector128<short> r2 = Vector128.Load((short*)(samples + (2 * stride))) - center;
        Vector128<short> r3 = Vector128.Load((short*)(samples + (3 * stride))) - center;
        Vector128<short> r4 = Vector128.Load((short*)(samples + (4 * stride))) - center;
        Vector128<short> r5 = Vector128.Load((short*)(samples + (5 * stride))) - center;
        Vector128<short> r6 = Vector128.Load((short*)(samples + (6 * stride))) - center;
        Vector128<short> r7 = Vector128.Load((short*)(samples + (7 * stride))) - center;

        // The first pass goes along rows: register x is to hold column x. Its results fit 16 bits, as they are at most 8 · 128 · 4 · √2.
        JpegInverseDctAvx2.Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, Kept, JpegInverseDct.FactorBits - Kept);
        JpegInverseDctAvx2.Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, -Kept, JpegInverseDct.FactorBits + Kept);
        Quantize(r0, steps, block);
        Quantize(r1, steps + 8, block + 8);
        Quantize(r2, steps + 16, block + 16);
        Quantize(r3, steps + 24, block + 24);
        Quantize(r4, steps + 32, block + 32);
        Quantize(r5, steps + 40, block + 40);
        Quantize(r6, steps + 48, block + 48);
        Quantize(r7, steps + 56, block + 56);
    }

    // The lines of JpegForwardDct.Pass.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector128<short> r0, ref Vector128<short> r1, ref Vector128<short> r2, ref Vector128<short> r3,
        ref Vector128<short> r4, ref Vector128<short> r5, ref Vector128<short> r6, ref Vector128<short> r7, int sumShift, int shift)
    {
        (Vector256<int> s0, Vector256<int> d0) = (Widen(r0 + r7), Widen(r0 - r7));
        (Vector256<int> s1, Vector256<int> d1) = (Widen(r1 + r6), Widen(r1 - r6));
        (Vector256<int> s2, Vector256<int> d2) = (Widen(r2 + r5), Widen(r2 - r5));
        (Vector256<int> s3, Vector256<int> d3) = (Widen(r3 + r4), Widen(r3 - r4));
        Vector256<int> a0 = s0 + s3;
        Vector256<int> a3 = s0 - s3;
        Vector256<int> a1 = s1 + s2;
        Vector256<int> a2 = s1 - s2;
        Vector256<int> half = Vector256.Create(1 << (shift - 1));
        r0 = Narrow(Scale(a0 + a1, sumShift));
        r4 = Narrow(Scale(a0 - a1, sumShift));
        Vector256<int> z1 = ((a2 + a3) * JpegInverseDct.Fix0541) + half;
        r2 = Narrow((z1 + (a3 * JpegInverseDct.Fix0765)) >> shift);
        r6 = Narrow((z1 - (a2 * JpegInverseDct.Fix1847)) >> shift);

        Vector256<int> z5 = ((d3 + d1 + d2 + d0) * JpegInverseDct.Fix1175) + half;
        Vector256<int> z3 = z5 - ((d3 + d1) * JpegInverseDct.Fix1961);
        Vector256<int> z4 = z5 - ((d2 + d0) * JpegInverseDct.Fix0390);
        Vector256<int> z0 = (d3 + d0) * JpegInverseDct.Fix0899;
        Vector256<int> z2 = (d2 + d1) * JpegInverseDct.Fix2562;
        r7 = Narrow(((d3 * JpegInverseDct.Fix0298) - z0 + z3) >> shift);
        r5 = Narrow(((d2 * JpegInverseDct.Fix2053) - z2 + z4) >> shift);
        r3 = Narrow(((d1 * JpegInverseDct.Fix3072) - z2 + z3) >> shift);
        r1 = Narrow(((d0 * JpegInverseDct.Fix1501) - z0 + z4) >> shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Scale(Vector256<int> values, int shift)
        => shift > 0 ? values << shift : (values + Vector256.Create(1 << (-shift - 1))) >> -shift;

    // Both numbers have fewer than 17 bits, so that the quotient in single precision never reaches the next whole number by rounding.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quantize(Vector128<short> values, short* steps, short* block)
    {
        Vector256<int> wide = Widen(values);
        Vector256<int> divisor = Widen(Vector128.Load(steps)) << 3;
        Vector256<float> dividend = Vector256.ConvertToSingle(Vector256.Abs(wide) + (divisor >> 1));
        Vector256<int> quotient = Vector256.ConvertToInt32(dividend / Vector256.ConvertToSingle(divisor));
        Vector256<int> sign = wide >> 31;
        Narrow((quotient ^ sign) - sign).Store(block);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(Vector128<short> values)
    {
        (Vector128<int> low, Vector128<int> high) = Vector128.Widen(values);
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Narrow(Vector256<int> values) => Vector128.Narrow(values.GetLower(), values.GetUpper());
}
