using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Eight floats side by side: one AVX register.</summary>
/// <remarks>Every lane has the bits that <see cref="Scalar"/> gives for the same input (NaN payloads aside). Without the hardware the
/// runtime emulates the vector: results stay the same, speed does not.</remarks>
/// <param name="value">The lanes.</param>
public readonly unsafe struct Lanes8(Vector256<float> value) : ILanes<Lanes8>
{
    /// <summary>The lanes.</summary>
    public Vector256<float> Value { get; } = value;

    /// <summary>Whether loops should use this type: 256-bit vectors with fused multiply-add.</summary>
    internal static bool IsAccelerated => Vector256.IsHardwareAccelerated && System.Runtime.Intrinsics.X86.Fma.IsSupported;

    static int ILanes<Lanes8>.Width => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Of(float constant) => new(Vector256.Create(constant));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 left, Lanes8 right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 value) => new(-value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Fma(Lanes8 a, Lanes8 b, Lanes8 c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MaxNative(Lanes8 left, Lanes8 right)
        => Avx.IsSupported ? new(Avx.Max(left.Value, right.Value)) : new(Vector256.ConditionalSelect(Vector256.GreaterThan(left.Value, right.Value), left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MinNative(Lanes8 left, Lanes8 right)
        => Avx.IsSupported ? new(Avx.Min(left.Value, right.Value)) : new(Vector256.ConditionalSelect(Vector256.LessThan(left.Value, right.Value), left.Value, right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Abs(Lanes8 value) => new(Vector256.Abs(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Sqrt(Lanes8 value) => new(Vector256.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Round(Lanes8 value) => new(Vector256.Round(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Floor(Lanes8 value) => new(Vector256.Floor(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SelectPositive(Lanes8 test, Lanes8 whenPositive, Lanes8 otherwise)
        => new(Vector256.ConditionalSelect(Vector256.GreaterThan(test.Value, Vector256<float>.Zero), whenPositive.Value, otherwise.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SelectNaN(Lanes8 test, Lanes8 whenNaN, Lanes8 otherwise)
        => new(Vector256.ConditionalSelect(Vector256.Equals(test.Value, test.Value), otherwise.Value, whenNaN.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Exp(Lanes8 value) => RealMath.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Expm1(Lanes8 value) => RealMath.Expm1(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Log(Lanes8 value) => RealMath.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Log1p(Lanes8 value) => RealMath.Log1p(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Tanh(Lanes8 value) => RealMath.Tanh(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Erf(Lanes8 value) => RealMath.Erf(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Sin(Lanes8 value) => RealMath.Sin(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Cos(Lanes8 value) => RealMath.Cos(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Pow(Lanes8 value, Lanes8 exponent) => RealMath.Pow(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 ILanes<Lanes8>.Load(float* source) => Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Lanes8>.Store(Lanes8 value, float* destination) => value.Value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Lanes8>.StoreStreaming(Lanes8 value, float* destination) => value.Value.StoreAlignedNonTemporal(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Lanes8>.Prefetch(float* source)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(source);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 ILanes<Lanes8>.LoadPartial(float* source, int count)
    {
        if (Avx.IsSupported)
        {
            // Lanes that the mask leaves out are not accessed at all, so the end of the memory is safe.
            return new(Avx.MaskLoad(source, Mask(count)));
        }

        Vector256<float> value = default;
        new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(&value, 8));
        return new(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Lanes8>.StorePartial(Lanes8 value, float* destination, int count)
    {
        if (Avx.IsSupported)
        {
            Avx.MaskStore(destination, Mask(count), value.Value);
            return;
        }

        Vector256<float> lanes = value.Value;
        new ReadOnlySpan<float>(&lanes, count).CopyTo(new Span<float>(destination, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 ILanes<Lanes8>.SelectFirst(int count, Lanes8 value, Lanes8 otherwise)
        => new(Vector256.ConditionalSelect(Mask(count), value.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 ILanes<Lanes8>.SelectLess(Lanes8 left, Lanes8 right, Lanes8 whenLess, Lanes8 otherwise)
        => new(Vector256.ConditionalSelect(Vector256.LessThan(left.Value, right.Value), whenLess.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 ILanes<Lanes8>.SelectEqual(Lanes8 left, Lanes8 right, Lanes8 whenEqual, Lanes8 otherwise)
        => new(Vector256.ConditionalSelect(Vector256.Equals(left.Value, right.Value), whenEqual.Value, otherwise.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Lanes8>.TakeLarger(Lanes8 value, Lanes8 index, ref Lanes8 best, ref Lanes8 winner)
    {
        // "Not less or equal" is also true where either is NaN; a NaN that has won stays.
        Vector256<float> takes = ~Vector256.LessThanOrEqual(value.Value, best.Value) & Vector256.Equals(best.Value, best.Value);
        best = new(Vector256.ConditionalSelect(takes, value.Value, best.Value));
        winner = new(Vector256.ConditionalSelect(takes, index.Value, winner.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 ILanes<Lanes8>.CopySign(Lanes8 magnitude, Lanes8 sign)
        => new(Vector256.ConditionalSelect(Vector256.Create(-0f), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 ILanes<Lanes8>.ScaleByPowerOfTwo(Lanes8 value, Lanes8 exponent)
    {
        // Two factors: 2^-150 or 2^128 alone is no float. The first product is exact, so only the second one rounds.
        // The native conversion, because exponents are small: the other one adds what saturates.
        Vector256<int> whole = Vector256.ConvertToInt32Native(exponent.Value);
        Vector256<int> half = whole >> 1;
        return new(value.Value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 ILanes<Lanes8>.Split(Lanes8 value, out Lanes8 exponent)
    {
        // Denormals get a normal exponent first. Then the exponent is counted from √½, so that m lies on both sides of 1.
        Vector256<float> tiny = Vector256.LessThan(value.Value, Vector256.Create(RealMath.SmallestNormal));
        Vector256<float> normal = Vector256.ConditionalSelect(tiny, value.Value * Vector256.Create(RealMath.DenormalScale), value.Value);
        Vector256<int> bits = normal.AsInt32();
        Vector256<int> power = (bits - Vector256.Create(RealMath.SqrtHalfBits)) >> 23;
        exponent = new(Vector256.ConvertToSingle(power) - (tiny & Vector256.Create(RealMath.DenormalExponent)));
        return new((bits - (power << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILanes<Lanes8>.AnyNotBelow(Lanes8 value, float limit)
        => !Vector256.LessThanAll(value.Value, Vector256.Create(limit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static float ILanes<Lanes8>.Fold<TOp>(TOp op, float* sixteen)
    {
        Lanes8 v = op.Combine(Load(sixteen), Load(sixteen + 8));
        v = op.Combine(v, v.MoveDown(Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3)));
        v = op.Combine(v, v.MoveDown(Vector256.Create(2, 3, 4, 5, 6, 7, 0, 1)));
        v = op.Combine(v, v.MoveDown(Vector256.Create(1, 2, 3, 4, 5, 6, 7, 0)));
        return v.Value.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes8 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mask(int count)
        => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<int> exponent) => ((exponent + Vector256.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes8 MoveDown(Vector256<int> from) => new(Vector256.Shuffle(Value, from));
}
