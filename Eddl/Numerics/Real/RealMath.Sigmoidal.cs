using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

internal static partial class RealMath
{
    /// <summary>Hyperbolic tangent: at most 5 ulp for every x, denormal numbers included; ±1 from |x| = 9.02 on.</summary>
    /// <remarks><c>x·P(x²)/Q(x²)</c>, both of degree 4 with positive coefficients, so that nothing cancels; error of the quotient 2.1e-8.
    /// Of the common scales of P and Q the one was taken whose rounded coefficients give the smallest error.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, ILanes<T>
    {
        T a = T.MinNative(T.Of(9.02f), T.Abs(x));
        T z = a * a;
        T p = T.Fma(T.Of(1.4435955e-8f), z, T.Of(2.230967e-5f));
        p = T.Fma(p, z, T.Of(3.787049e-3f));
        p = T.Fma(p, z, T.Of(1.4501755e-1f));
        p = T.Fma(p, z, T.Of(1.083861f));
        T q = T.Fma(T.Of(8.412963e-7f), z, T.Of(3.5584188e-4f));
        q = T.Fma(q, z, T.Of(2.8040653e-2f));
        q = T.Fma(q, z, T.Of(5.063043e-1f));
        q = T.Fma(q, z, T.Of(1.083861f));
        return T.CopySign(T.MinNative(T.Of(1), a * p / q), x);
    }

    /// <summary>Error function: at most 5 ulp for every x, denormal numbers included; ±1 from |x| = 3.93 on.</summary>
    /// <remarks><c>x·P(x²)/Q(x²)</c>, both of degree 5 with positive coefficients; error of the quotient 2e-8; scaled like <see cref="Tanh"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf<T>(T x)
        where T : struct, ILanes<T>
    {
        T a = T.MinNative(T.Of(3.93f), T.Abs(x));
        T z = a * a;
        T p = T.Fma(T.Of(1.0773811e-6f), z, T.Of(1.5026996e-4f));
        p = T.Fma(p, z, T.Of(1.994184e-3f));
        p = T.Fma(p, z, T.Of(2.785307e-2f));
        p = T.Fma(p, z, T.Of(1.006608e-1f));
        p = T.Fma(p, z, T.Of(5.953527e-1f));
        T q = T.Fma(T.Of(2.0051628e-5f), z, T.Of(6.147857e-4f));
        q = T.Fma(q, z, T.Of(7.912903e-3f));
        q = T.Fma(q, z, T.Of(6.028424e-2f));
        q = T.Fma(q, z, T.Of(2.650805e-1f));
        q = T.Fma(q, z, T.Of(5.2761763e-1f));
        return T.CopySign(T.MinNative(T.Of(1), a * p / q), x);
    }
}
