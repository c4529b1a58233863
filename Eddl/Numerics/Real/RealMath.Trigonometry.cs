using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

internal static partial class RealMath
{
    // Above this the reduction in three floats would lose accuracy; such lanes are computed one by one in double.
    private const float LargestAngle = 65536f;

    private const float TwoOverPi = 0.636619747f;

    // pi/2 = HalfPi + HalfPiRest + HalfPiLast to 72 bits.
    private const float HalfPi = 1.57079637f;
    private const float HalfPiRest = -4.37113883e-8f;
    private const float HalfPiLast = -1.71512451e-15f;

    /// <summary>Sine: at most 2 ulp for every finite x; NaN at ±∞. Angles beyond 65536 are computed lane by lane in double (slow).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sin<T>(T x)
        where T : struct, ILanes<T>
    {
        T a = T.Abs(x);
        T result = T.CopySign(T.Of(1), x) * SinOfQuarters(a, T.Of(0));
        return T.AnyNotBelow(a, LargestAngle) ? LargeAngles(x, result, cosine: false) : result;
    }

    /// <summary>Cosine: at most 2 ulp for every finite x; NaN at ±∞. Angles beyond 65536 are computed lane by lane in double (slow).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cos<T>(T x)
        where T : struct, ILanes<T>
    {
        T a = T.Abs(x);
        T result = SinOfQuarters(a, T.Of(1));
        return T.AnyNotBelow(a, LargestAngle) ? LargeAngles(x, result, cosine: true) : result;
    }

    /// <summary><c>sin(a + quarters·pi/2)</c> for 0 &lt;= a &lt; 65536.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SinOfQuarters<T>(T a, T quarters)
        where T : struct, ILanes<T>
    {
        // a = n·pi/2 + r with |r| <= pi/4 (Cody and Waite, 1980). The fused first step is exact.
        T n = T.Round(a * T.Of(TwoOverPi));
        T r = T.Fma(n, T.Of(-HalfPi), a);
        r = T.Fma(n, T.Of(-HalfPiRest), r);
        r = T.Fma(n, T.Of(-HalfPiLast), r);
        T z = r * r;
        T sine = T.Fma(T.Of(2.8139361e-6f), z, T.Of(-1.9851548e-4f));
        sine = T.Fma(sine, z, T.Of(8.333377e-3f));
        sine = T.Fma(sine, z, T.Of(-0.16666667f));
        sine = T.Fma(sine, r * z, r);
        T cosine = T.Fma(T.Of(2.4411222e-5f), z, T.Of(-1.3887126e-3f));
        cosine = T.Fma(cosine, z, T.Of(4.166664e-2f));
        cosine = T.Fma(cosine, z, T.Of(-0.5f));
        cosine = T.Fma(cosine, z, T.Of(1));

        // Odd quarters exchange sine and cosine, the quarters 2 and 3 of each turn are negative.
        n += quarters;
        T odd = n - (T.Of(2) * T.Floor(n * T.Of(0.5f)));
        T quarter = n - (T.Of(4) * T.Floor(n * T.Of(0.25f)));
        T result = T.SelectPositive(odd, cosine, sine);
        return T.SelectLess(quarter, T.Of(2), result, -result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe T LargeAngles<T>(T angles, T result, bool cosine)
        where T : struct, ILanes<T>
    {
        float* x = stackalloc float[T.Width];
        float* y = stackalloc float[T.Width];
        T.Store(angles, x);
        T.Store(result, y);
        for (int lane = 0; lane < T.Width; lane++)
        {
            if (!(MathF.Abs(x[lane]) < LargestAngle))
            {
                y[lane] = (float)(cosine ? Math.Cos(x[lane]) : Math.Sin(x[lane]));
            }
        }

        return T.Load(y);
    }
}
