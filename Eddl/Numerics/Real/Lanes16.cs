using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Sixteen floats side by side: one AVX-512 register.</summary>
/// <remarks>Every lane has the bits that <see cref="Scalar"/> gives for the same input (NaN payloads aside). Without the hardware the
/// runtime emulates the vector: results stay the same, speed does not.</remarks>
/// <param name="value">The lanes.</param>
public readonly unsafe struct Lanes16(Vector512<float> value) : ILanes<Lanes16>
{
    /// <summary>The lanes.</summary>
    public Vector512<float> Value { get; } = value;

    static int ILanes<Lanes16>.Width => 16;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Of(float constant) => new(Vector512.Create(constant));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator +(Lanes16 left, Lanes16 right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 left, Lanes16 right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator *(Lanes16 left, Lanes16 right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator /(Lanes16 left, Lanes16 right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 value) => new(-value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Fma(Lanes16 a, Lanes16 b, Lanes16 c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MaxNative(Lanes16 left, Lanes16 right)
        => Avx512F.IsSupported ? new(Avx512F.Max(left.Value, right.Value)) : new(Vector512.ConditionalSelect(Vector512.GreaterThan(left.Value, right.Value), left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MinNative(Lanes16 left, Lanes16 right)
        => Avx512F.IsSupported ? new(Avx512F.Min(left.Value, right.Value)) : new(Vector512.ConditionalSelect(Vector512.LessThan(left.Value, right.Value), left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Abs(Lanes16 value) => new(Vector512.Abs(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Sqrt(Lanes16 value) => new(Vector512.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Round(Lanes16 value) => new(Vector512.Round(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Floor(Lanes16 value) => new(Vector512.Floor(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SelectPositive(Lanes16 test, Lanes16 whenPositive, Lanes16 otherwise)
        => new(Vector512.ConditionalSelect(Vector512.GreaterThan(test.Value, Vector512<float>.Zero), whenPositive.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 SelectNaN(Lanes16 test, Lanes16 whenNaN, Lanes16 otherwise)
        => new(Vector512.ConditionalSelect(Vector512.Equals(test.Value, test.Value), otherwise.Value, whenNaN.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Exp(Lanes16 value) => RealMath.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Expm1(Lanes16 value) => RealMath.Expm1(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Log(Lanes16 value) => RealMath.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Log1p(Lanes16 value) => RealMath.Log1p(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Tanh(Lanes16 value) => RealMath.Tanh(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Erf(Lanes16 value) => RealMath.Erf(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Sin(Lanes16 value) => RealMath.Sin(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Cos(Lanes16 value) => RealMath.Cos(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Pow(Lanes16 value, Lanes16 exponent) => RealMath.Pow(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 ILanes<Lanes16>.Load(float* source) => Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Lanes16>.Store(Lanes16 value, float* destination) => value.Value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Lanes16>.StoreStreaming(Lanes16 value, float* destination) => value.Value.StoreAlignedNonTemporal(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Lanes16>.Prefetch(float* source)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(source);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 ILanes<Lanes16>.LoadPartial(float* source, int count)
    {
        if (Avx512F.IsSupported)
        {
            // Lanes that the mask leaves out are not accessed at all, so the end of the memory is safe.
            return new(Avx512F.MaskLoad(source, Mask(count), Vector512<float>.Zero));
        }

        Vector512<float> value = default;
        new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(&value, 16));
        return new(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Lanes16>.StorePartial(Lanes16 value, float* destination, int count)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(destination, Mask(count), value.Value);
            return;
        }

        Vector512<float> lanes = value.Value;
        new ReadOnlySpan<float>(&lanes, count).CopyTo(new Span<float>(destination, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 ILanes<Lanes16>.SelectFirst(int count, Lanes16 value, Lanes16 otherwise)
        => new(Vector512.ConditionalSelect(Mask(count), value.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 ILanes<Lanes16>.SelectLess(Lanes16 left, Lanes16 right, Lanes16 whenLess, Lanes16 otherwise)
        => new(Vector512.ConditionalSelect(Vector512.LessThan(left.Value, right.Value), whenLess.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 ILanes<Lanes16>.SelectEqual(Lanes16 left, Lanes16 right, Lanes16 whenEqual, Lanes16 otherwise)
        => new(Vector512.ConditionalSelect(Vector512.Equals(left.Value, right.Value), whenEqual.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Lanes16>.TakeLarger(Lanes16 value, Lanes16 index, ref Lanes16 best, ref Lanes16 winner)
    {
        // "Not less or equal" is also true where either is NaN; a NaN that has won stays.
        Vector512<float> takes = ~Vector512.LessThanOrEqual(value.Value, best.Value) & Vector512.Equals(best.Value, best.Value);
        best = new(Vector512.ConditionalSelect(takes, value.Value, best.Value));
        winner = new(Vector512.ConditionalSelect(takes, index.Value, winner.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 ILanes<Lanes16>.CopySign(Lanes16 magnitude, Lanes16 sign)
        => new(Vector512.ConditionalSelect(Vector512.Create(-0f), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 ILanes<Lanes16>.ScaleByPowerOfTwo(Lanes16 value, Lanes16 exponent)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.Scale(value.Value, exponent.Value));
        }

        // Two factors: 2^-150 or 2^128 alone is no float. The first product is exact, so only the second one rounds.
        Vector512<int> whole = Vector512.ConvertToInt32(exponent.Value);
        Vector512<int> half = whole >> 1;
        return new(value.Value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 ILanes<Lanes16>.Split(Lanes16 value, out Lanes16 exponent)
    {
        // Denormals get a normal exponent first. Then the exponent is counted from √½, so that m lies on both sides of 1.
        Vector512<float> tiny = Vector512.LessThan(value.Value, Vector512.Create(RealMath.SmallestNormal));
        Vector512<float> normal = Vector512.ConditionalSelect(tiny, value.Value * Vector512.Create(RealMath.DenormalScale), value.Value);
        Vector512<int> bits = normal.AsInt32();
        Vector512<int> power = (bits - Vector512.Create(RealMath.SqrtHalfBits)) >> 23;
        exponent = new(Vector512.ConvertToSingle(power) - (tiny & Vector512.Create(RealMath.DenormalExponent)));
        return new((bits - (power << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILanes<Lanes16>.AnyNotBelow(Lanes16 value, float limit)
        => !Vector512.LessThanAll(value.Value, Vector512.Create(limit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static float ILanes<Lanes16>.Fold<TOp>(TOp op, float* sixteen)
    {
        Lanes16 v = Load(sixteen);
        v = op.Combine(v, v.MoveDown(Vector512.Create(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)));
        v = op.Combine(v, v.MoveDown(Vector512.Create(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3)));
        v = op.Combine(v, v.MoveDown(Vector512.Create(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1)));
        v = op.Combine(v, v.MoveDown(Vector512.Create(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0)));
        return v.Value.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes16 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Mask(int count)
        => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> exponent) => ((exponent + Vector512.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes16 MoveDown(Vector512<int> from) => new(Vector512.Shuffle(Value, from));
}
