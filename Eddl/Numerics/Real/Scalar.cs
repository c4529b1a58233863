using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>One float, computed as a vector lane is.</summary>
/// <remarks>The mathematics is the polynomials of the vector types with the same roundings, so that a loop's result does not depend
/// on the instruction set.</remarks>
/// <param name="value">The number.</param>
public readonly unsafe struct Scalar(float value) : ILanes<Scalar>
{
    /// <summary>The number.</summary>
    public float Value { get; } = value;

    static int ILanes<Scalar>.Width => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Of(float constant) => new(constant);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator +(Scalar left, Scalar right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator -(Scalar left, Scalar right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator *(Scalar left, Scalar right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator /(Scalar left, Scalar right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator -(Scalar value) => new(-value.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Fma(Scalar a, Scalar b, Scalar c) => new(MathF.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar MaxNative(Scalar left, Scalar right) => left.Value > right.Value ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar MinNative(Scalar left, Scalar right) => left.Value < right.Value ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Abs(Scalar value) => new(MathF.Abs(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Sqrt(Scalar value) => new(MathF.Sqrt(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Round(Scalar value) => new(MathF.Round(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Floor(Scalar value) => new(MathF.Floor(value.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar SelectPositive(Scalar test, Scalar whenPositive, Scalar otherwise) => test.Value > 0 ? whenPositive : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar SelectNaN(Scalar test, Scalar whenNaN, Scalar otherwise) => float.IsNaN(test.Value) ? whenNaN : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Exp(Scalar value) => RealMath.Exp(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Expm1(Scalar value) => RealMath.Expm1(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Log(Scalar value) => RealMath.Log(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Log1p(Scalar value) => RealMath.Log1p(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Tanh(Scalar value) => RealMath.Tanh(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Erf(Scalar value) => RealMath.Erf(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Sin(Scalar value) => RealMath.Sin(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Cos(Scalar value) => RealMath.Cos(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Pow(Scalar value, Scalar exponent) => RealMath.Pow(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar ILanes<Scalar>.Load(float* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Scalar>.Store(Scalar value, float* destination) => *destination = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Scalar>.StoreStreaming(Scalar value, float* destination) => *destination = value.Value;

    static void ILanes<Scalar>.Prefetch(float* source)
    {
        // One prefetch per number would cost more than it saves.
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar ILanes<Scalar>.LoadPartial(float* source, int count) => default;

    static void ILanes<Scalar>.StorePartial(Scalar value, float* destination, int count)
    {
        // One lane is never partial.
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar ILanes<Scalar>.SelectFirst(int count, Scalar value, Scalar otherwise) => count > 0 ? value : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar ILanes<Scalar>.SelectLess(Scalar left, Scalar right, Scalar whenLess, Scalar otherwise)
        => left.Value < right.Value ? whenLess : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar ILanes<Scalar>.SelectEqual(Scalar left, Scalar right, Scalar whenEqual, Scalar otherwise)
        => left.Value == right.Value ? whenEqual : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ILanes<Scalar>.TakeLarger(Scalar value, Scalar index, ref Scalar best, ref Scalar winner)
    {
        if (!(value.Value <= best.Value) && !float.IsNaN(best.Value))
        {
            best = value;
            winner = index;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar ILanes<Scalar>.CopySign(Scalar magnitude, Scalar sign) => new(MathF.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar ILanes<Scalar>.ScaleByPowerOfTwo(Scalar value, Scalar exponent)
    {
        // Two factors: 2^-150 or 2^128 alone is no float. The first product is exact, so only the second one rounds.
        int whole = (int)exponent.Value;
        int half = whole >> 1;
        return new(value.Value * PowerOfTwo(half) * PowerOfTwo(whole - half));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Scalar ILanes<Scalar>.Split(Scalar value, out Scalar exponent)
    {
        // Denormals get a normal exponent first. Then the exponent is counted from √½, so that m lies on both sides of 1.
        bool tiny = value.Value < RealMath.SmallestNormal;
        int bits = BitConverter.SingleToInt32Bits(tiny ? value.Value * RealMath.DenormalScale : value.Value);
        int power = (bits - RealMath.SqrtHalfBits) >> 23;
        exponent = new(power - (tiny ? RealMath.DenormalExponent : 0));
        return new(BitConverter.Int32BitsToSingle(bits - (power << 23)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool ILanes<Scalar>.AnyNotBelow(Scalar value, float limit) => !(value.Value < limit);

    static float ILanes<Scalar>.Fold<TOp>(TOp op, float* sixteen)
    {
        for (int half = 8; half > 0; half >>= 1)
        {
            for (int j = 0; j < half; j++)
            {
                sixteen[j] = op.Combine(new Scalar(sixteen[j]), new Scalar(sixteen[j + half])).Value;
            }
        }

        return *sixteen;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float PowerOfTwo(int exponent) => BitConverter.Int32BitsToSingle((exponent + 127) << 23);
}
