using System.Runtime.Intrinsics;
using Xunit;

namespace DeepHealth.Numerics.Tests;

public class LaneEqualityTests
{
    public static TheoryData<string> Unary => [.. LaneFunctions.UnaryNames];

    public static TheoryData<string> Binary => [.. LaneFunctions.BinaryNames];

    [Theory]
    [MemberData(nameof(Unary))]
    public void Vectors_give_the_bits_of_the_scalar(string function)
    {
        float[] x = FloatSweep.All(20_000);
        for (int i = 0; i + 16 <= x.Length; i += 16)
        {
            Vector512<float> v = Vector512.Create(x, i);
            Vector512<float> wide = LaneFunctions.Unary(function, new Lanes16(v)).Value;
            Vector256<float> low = LaneFunctions.Unary(function, new Lanes8(v.GetLower())).Value;
            Vector256<float> high = LaneFunctions.Unary(function, new Lanes8(v.GetUpper())).Value;
            for (int lane = 0; lane < 16; lane++)
            {
                float expected = LaneFunctions.Unary(function, new Scalar(x[i + lane])).Value;
                AssertSameBits(expected, wide[lane], $"Lanes16 {function}({x[i + lane]:R})");
                AssertSameBits(expected, lane < 8 ? low[lane] : high[lane - 8], $"Lanes8 {function}({x[i + lane]:R})");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Unary))]
    public void Pairs_of_vectors_give_the_bits_of_the_scalar(string function)
    {
        float[] x = FloatSweep.All(2_000);
        float[] y = new float[x.Length];
        ApplyTo<LanePair<Lanes8>>(function, x, y);
        float[] wide = new float[x.Length];
        ApplyTo<LanePair<LanePair<Scalar>>>(function, x, wide);
        for (int i = 0; i < x.Length; i++)
        {
            float expected = LaneFunctions.Unary(function, new Scalar(x[i])).Value;
            AssertSameBits(expected, y[i], $"LanePair<Lanes8> {function}({x[i]:R})");
            AssertSameBits(expected, wide[i], $"LanePair<LanePair<Scalar>> {function}({x[i]:R})");
        }
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void Vectors_give_the_bits_of_the_scalar_for_two_operands(string function)
    {
        float[] special = FloatSweep.Special;
        for (int i = 0; i < special.Length; i++)
        {
            Compare(function, Enumerable.Repeat(special[i], special.Length).ToArray(), special);
        }

        float[] values = FloatSweep.All(10_000);
        Compare(function, values, [.. values.Reverse()]);
        Compare(function, values.Select(MathF.Abs).ToArray(), [.. values.Skip(1), 1f]);
    }

    private static unsafe void ApplyTo<T>(string function, float[] x, float[] y)
        where T : struct, ILanes<T>
    {
        fixed (float* px = x, py = y)
        {
            for (int i = 0; i < x.Length; i += T.Width)
            {
                SpanLoops.Write(LaneFunctions.Unary(function, SpanLoops.Read<T>(px + i, x.Length - i)), py + i, x.Length - i);
            }
        }
    }

    private static void Compare(string function, float[] a, float[] b)
    {
        for (int i = 0; i + 16 <= a.Length; i += 16)
        {
            Vector512<float> va = Vector512.Create(a, i);
            Vector512<float> vb = Vector512.Create(b, i);
            Vector512<float> wide = LaneFunctions.Binary(function, new Lanes16(va), new Lanes16(vb)).Value;
            Vector256<float> low = LaneFunctions.Binary(function, new Lanes8(va.GetLower()), new Lanes8(vb.GetLower())).Value;
            for (int lane = 0; lane < 16; lane++)
            {
                float expected = LaneFunctions.Binary(function, new Scalar(a[i + lane]), new Scalar(b[i + lane])).Value;
                AssertSameBits(expected, wide[lane], $"Lanes16 {a[i + lane]:R} {function} {b[i + lane]:R}");
                if (lane < 8)
                {
                    AssertSameBits(expected, low[lane], $"Lanes8 {a[i + lane]:R} {function} {b[i + lane]:R}");
                }
            }
        }
    }

    private static void AssertSameBits(float expected, float actual, string what)
    {
        // All NaNs are one: which payload survives depends on the operand order the compiler chose.
        if (BitConverter.SingleToInt32Bits(expected) != BitConverter.SingleToInt32Bits(actual) && !(float.IsNaN(expected) && float.IsNaN(actual)))
        {
            Assert.Fail($"{what}: {actual:R}, the scalar gives {expected:R}");
        }
    }
}
