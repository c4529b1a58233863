using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Adam: steps along the mean gradient, divided by its root mean square.</summary>
/// <remarks><para>Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1. With <c>g' = g + weightDecay · p</c>:
/// <c>m ← β₁ m + (1 − β₁) g'</c>, <c>v ← β₂ v + (1 − β₂) g'²</c>,
/// <c>p ← p − learningRate · m̂ / (√v̂ + epsilon)</c> with <c>m̂ = m / (1 − β₁ᵗ)</c> and <c>v̂ = v / (1 − β₂ᵗ)</c>. Equal to <c>torch.optim.Adam</c>.</para>
/// <para>The first state is m, the second v; both start at 0. The factors of a step are computed once, in double precision, by the constructor.</para></remarks>
public readonly struct AdamStep : IUpdateOp
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly float _newShare1;
    private readonly float _newShare2;
    private readonly float _weightDecay;
    private readonly float _epsilon;
    private readonly float _stepLength;
    private readonly float _rootScale;

    /// <summary>Sets the coefficients of a step.</summary>
    /// <param name="learningRate">Largest usual change of a parameter, finite and at least 0; 0.001 in the paper.</param>
    /// <param name="beta1">Share of the mean gradient that a step keeps, in [0, 1); 0.9 in the paper.</param>
    /// <param name="beta2">Share of the mean square that a step keeps, in [0, 1); 0.999 in the paper.</param>
    /// <param name="epsilon">Added to the root, above 0; 1e-8 in the paper.</param>
    /// <param name="weightDecay">Factor of the L2 penalty, finite and at least 0; 0 for none.</param>
    /// <param name="step">Number of this step: 1 for the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coefficient is out of range.</exception>
    public AdamStep(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, long step)
    {
        Coefficient.NotNegative(Name, learningRate, nameof(learningRate));
        Coefficient.StepNumber(Name, step, nameof(step));
        _beta1 = (float)Coefficient.Fraction(Name, beta1, nameof(beta1));
        _beta2 = (float)Coefficient.Fraction(Name, beta2, nameof(beta2));
        _newShare1 = (float)(1.0 - beta1);
        _newShare2 = (float)(1.0 - beta2);
        _weightDecay = (float)Coefficient.NotNegative(Name, weightDecay, nameof(weightDecay));
        _epsilon = (float)Coefficient.Positive(Name, epsilon, nameof(epsilon));
        _stepLength = (float)(learningRate / (1.0 - Math.Pow(beta1, step)));
        _rootScale = (float)(1.0 / Math.Sqrt(1.0 - Math.Pow(beta2, step)));
    }

    /// <inheritdoc/>
    public static string Name => "Adam";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T parameter, T gradient, ref T first, ref T second)
        where T : struct, IReal<T>
    {
        T slope = T.Fma(T.Of(_weightDecay), parameter, gradient);
        T mean = T.Fma(T.Of(_beta1), first, T.Of(_newShare1) * slope);
        T square = T.Fma(T.Of(_beta2), second, T.Of(_newShare2) * slope * slope);
        T root = T.Fma(T.Sqrt(square), T.Of(_rootScale), T.Of(_epsilon));
        first = mean;
        second = square;
        parameter -= T.Of(_stepLength) * mean / root;
    }
}
