using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Cross-entropy of a logit a against a target b in [0, 1]: <c>y = −w · b · ln σ(a) − (1 − b) · ln(1 − σ(a))</c>.</summary>
/// <remarks><para>σ is the logistic function, w the weight of the positive class; the result is in nats. Computed as
/// <c>max(a, 0) − a·b + ln(1 + e^(−|a|))</c>, plus <c>(w − 1) · b · (max(−a, 0) + ln(1 + e^(−|a|)))</c> for the weight: no overflow for any
/// finite logit and no cancellation for confident correct ones. Bishop, "Pattern Recognition and Machine Learning", 2006,
/// eq. 4.90; the weight is that of PyTorch's <c>BCEWithLogitsLoss(pos_weight)</c>.</para>
/// <para><c>∂y/∂a = (1 − b) · σ(a) − w · b · σ(−a)</c>, which is <c>σ(a) − b</c> for w = 1; <c>∂y/∂b = ln(1 − σ(a)) − w · ln σ(a)</c>,
/// which is <c>−a</c> for w = 1. NaN in either and infinite logits give NaN.
/// Targets outside [0, 1] are not checked here. The default value of the struct has w = 1.</para></remarks>
public readonly struct BinaryCrossEntropyWithLogits : IBinaryOp
{
    // Kept as w − 1, so that default(BinaryCrossEntropyWithLogits) is the unweighted loss.
    private readonly float _extraWeight;

    /// <summary>Sets the weight of the positive class.</summary>
    /// <param name="positiveWeight">w, finite and at least 0; 1 treats both classes alike, above 1 favours recall.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative, infinite or NaN.</exception>
    public BinaryCrossEntropyWithLogits(float positiveWeight)
    {
        if (!float.IsFinite(positiveWeight) || positiveWeight < 0f)
        {
            throw new ArgumentOutOfRangeException(
                nameof(positiveWeight), $"BinaryCrossEntropyWithLogits: the positive weight is {positiveWeight}, but must be finite and at least 0.");
        }

        _extraWeight = positiveWeight - 1f;
    }

    /// <inheritdoc/>
    public static string Name => "BinaryCrossEntropyWithLogits";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
    {
        T zero = T.Of(0f);
        T tail = T.Log1p(T.Exp(T.SelectPositive(a, -a, a)));
        T plain = T.Fma(-a, b, T.SelectPositive(a, a, zero)) + tail;
        T missed = T.SelectPositive(a, zero, -a) + tail;
        return T.Fma(T.Of(_extraWeight) * b, missed, plain);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
    {
        // σ(a) and σ(−a) from one exponential, both with full relative accuracy.
        T one = T.Of(1f);
        T decay = T.Exp(T.SelectPositive(a, -a, a));
        T scale = one / (one + decay);
        T positive = T.SelectPositive(a, one, decay) * scale;
        T negative = T.SelectPositive(a, decay, one) * scale;
        T weight = T.Fma(T.Of(_extraWeight), b, b);
        T slope = T.Fma(-weight, negative, (one - b) * positive);
        return slope * dy;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
    {
        T missed = default(Softplus).Forward(-a);
        return T.Fma(T.Of(_extraWeight), missed, -a) * dy;
    }
}
