using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Two vectors side by side, computed in turns.</summary>
/// <remarks>A loop over single vectors reads each constant of a function from memory for every vector, and so waits for loads; a pair reads it once for
/// both. Each lane has the bits that <typeparamref name="T"/> gives. Only for small functions: everything is inlined twice.</remarks>
internal readonly unsafe struct LanePair<T>(T first, T second) : ILanes<LanePair<T>>
    where T : struct, ILanes<T>
{
    private readonly T _first = first;
    private readonly T _second = second;

    static int ILanes<LanePair<T>>.Width => 2 * T.Width;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Of(float constant)
    {
        T both = T.Of(constant);
        return new(both, both);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> operator +(LanePair<T> left, LanePair<T> right) => new(left._first + right._first, left._second + right._second);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> operator -(LanePair<T> left, LanePair<T> right) => new(left._first - right._first, left._second - right._second);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> operator *(LanePair<T> left, LanePair<T> right) => new(left._first * right._first, left._second * right._second);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> operator /(LanePair<T> left, LanePair<T> right) => new(left._first / right._first, left._second / right._second);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> operator -(LanePair<T> value) => new(-value._first, -value._second);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Fma(LanePair<T> a, LanePair<T> b, LanePair<T> c)
        => new(T.Fma(a._first, b._first, c._first), T.Fma(a._second, b._second, c._second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> MaxNative(LanePair<T> left, LanePair<T> right) => new(T.MaxNative(left._first, right._first), T.MaxNative(left._second, right._second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> MinNative(LanePair<T> left, LanePair<T> right) => new(T.MinNative(left._first, right._first), T.MinNative(left._second, right._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<LanePair<T>>.TakeLarger(LanePair<T> value, LanePair<T> index, ref LanePair<T> best, ref LanePair<T> winner)
    {
        (T first, T second) = (best._first, best._second);
        (T firstWinner, T secondWinner) = (winner._first, winner._second);
        T.TakeLarger(value._first, index._first, ref first, ref firstWinner);
        T.TakeLarger(value._second, index._second, ref second, ref secondWinner);
        best = new(first, second);
        winner = new(firstWinner, secondWinner);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Abs(LanePair<T> value) => new(T.Abs(value._first), T.Abs(value._second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Sqrt(LanePair<T> value) => new(T.Sqrt(value._first), T.Sqrt(value._second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Round(LanePair<T> value) => new(T.Round(value._first), T.Round(value._second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Floor(LanePair<T> value) => new(T.Floor(value._first), T.Floor(value._second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> SelectPositive(LanePair<T> test, LanePair<T> whenPositive, LanePair<T> otherwise)
        => new(T.SelectPositive(test._first, whenPositive._first, otherwise._first), T.SelectPositive(test._second, whenPositive._second, otherwise._second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> SelectNaN(LanePair<T> test, LanePair<T> whenNaN, LanePair<T> otherwise)
        => new(T.SelectNaN(test._first, whenNaN._first, otherwise._first), T.SelectNaN(test._second, whenNaN._second, otherwise._second));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Exp(LanePair<T> value) => RealMath.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Expm1(LanePair<T> value) => RealMath.Expm1(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Log(LanePair<T> value) => RealMath.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Log1p(LanePair<T> value) => RealMath.Log1p(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Tanh(LanePair<T> value) => RealMath.Tanh(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Erf(LanePair<T> value) => RealMath.Erf(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Sin(LanePair<T> value) => RealMath.Sin(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Cos(LanePair<T> value) => RealMath.Cos(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanePair<T> Pow(LanePair<T> value, LanePair<T> exponent) => RealMath.Pow(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static LanePair<T> ILanes<LanePair<T>>.Load(float* source) => new(T.Load(source), T.Load(source + T.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<LanePair<T>>.Store(LanePair<T> value, float* destination)
    {
        T.Store(value._first, destination);
        T.Store(value._second, destination + T.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<LanePair<T>>.StoreStreaming(LanePair<T> value, float* destination)
    {
        T.StoreStreaming(value._first, destination);
        T.StoreStreaming(value._second, destination + T.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<LanePair<T>>.Prefetch(float* source)
    {
        T.Prefetch(source);
        T.Prefetch(source + T.Width);
    }

    static LanePair<T> ILanes<LanePair<T>>.LoadPartial(float* source, int count)
        => count < T.Width ? new(T.LoadPartial(source, count), T.Of(0))
            : new(T.Load(source), count == T.Width ? T.Of(0) : T.LoadPartial(source + T.Width, count - T.Width));

    static void ILanes<LanePair<T>>.StorePartial(LanePair<T> value, float* destination, int count)
    {
        SpanLoops.Write(value._first, destination, count);
        if (count > T.Width)
        {
            T.StorePartial(value._second, destination + T.Width, count - T.Width);
        }
    }

    static LanePair<T> ILanes<LanePair<T>>.SelectFirst(int count, LanePair<T> value, LanePair<T> otherwise)
        => new(T.SelectFirst(count, value._first, otherwise._first), T.SelectFirst(count - T.Width, value._second, otherwise._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static LanePair<T> ILanes<LanePair<T>>.SelectLess(LanePair<T> left, LanePair<T> right, LanePair<T> whenLess, LanePair<T> otherwise)
        => new(T.SelectLess(left._first, right._first, whenLess._first, otherwise._first), T.SelectLess(left._second, right._second, whenLess._second, otherwise._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static LanePair<T> ILanes<LanePair<T>>.SelectEqual(LanePair<T> left, LanePair<T> right, LanePair<T> whenEqual, LanePair<T> otherwise)
        => new(T.SelectEqual(left._first, right._first, whenEqual._first, otherwise._first), T.SelectEqual(left._second, right._second, whenEqual._second, otherwise._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static LanePair<T> ILanes<LanePair<T>>.CopySign(LanePair<T> magnitude, LanePair<T> sign)
        => new(T.CopySign(magnitude._first, sign._first), T.CopySign(magnitude._second, sign._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static LanePair<T> ILanes<LanePair<T>>.ScaleByPowerOfTwo(LanePair<T> value, LanePair<T> exponent)
        => new(T.ScaleByPowerOfTwo(value._first, exponent._first), T.ScaleByPowerOfTwo(value._second, exponent._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static LanePair<T> ILanes<LanePair<T>>.Split(LanePair<T> value, out LanePair<T> exponent)
    {
        T first = T.Split(value._first, out T firstExponent);
        T second = T.Split(value._second, out T secondExponent);
        exponent = new(firstExponent, secondExponent);
        return new(first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILanes<LanePair<T>>.AnyNotBelow(LanePair<T> value, float limit) => T.AnyNotBelow(value._first, limit) || T.AnyNotBelow(value._second, limit);

    static float ILanes<LanePair<T>>.Fold<TOp>(TOp op, float* sixteen) => T.Fold(op, sixteen);
}
