using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gradient descent with momentum: <c>v ← momentum · v + g'</c>, <c>p ← p − learningRate · v</c> with <c>g' = g + weightDecay · p</c>.</summary>
/// <remarks>Polyak, "Some methods of speeding up the convergence of iteration methods", 1964, eq. 9; with Nesterov's look-ahead
/// <c>p ← p − learningRate · (g' + momentum · v)</c>, as in Sutskever et al., "On the importance of initialization and momentum in deep
/// learning", ICML 2013, section 2. Equal to <c>torch.optim.SGD</c> with dampening 0. The first state is the velocity v, which
/// starts at 0; the second state is left as it is.</remarks>
public readonly struct MomentumStep : IUpdateOp
{
    private readonly float _learningRate;
    private readonly float _momentum;
    private readonly float _weightDecay;

    // Nesterov moves along 1 · g' + momentum · v, the classical method along 0 · g' + 1 · v.
    private readonly float _gradientShare;
    private readonly float _velocityShare;

    /// <summary>Sets the coefficients of a step.</summary>
    /// <param name="learningRate">Step length, finite and at least 0.</param>
    /// <param name="momentum">Share of the velocity that a step keeps, in [0, 1); 0.9 is usual.</param>
    /// <param name="nesterov">Whether the gradient counts as if taken one velocity ahead.</param>
    /// <param name="weightDecay">Factor of the L2 penalty, finite and at least 0; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coefficient is out of range.</exception>
    public MomentumStep(double learningRate, double momentum, bool nesterov, double weightDecay)
    {
        _learningRate = (float)Coefficient.NotNegative(Name, learningRate, nameof(learningRate));
        _momentum = (float)Coefficient.Fraction(Name, momentum, nameof(momentum));
        _weightDecay = (float)Coefficient.NotNegative(Name, weightDecay, nameof(weightDecay));
        _gradientShare = nesterov ? 1f : 0f;
        _velocityShare = nesterov ? _momentum : 1f;
    }

    /// <inheritdoc/>
    public static string Name => "Momentum";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T parameter, T gradient, ref T first, ref T second)
        where T : struct, IReal<T>
    {
        T slope = T.Fma(T.Of(_weightDecay), parameter, gradient);
        T velocity = T.Fma(T.Of(_momentum), first, slope);
        T direction = T.Fma(T.Of(_velocityShare), velocity, T.Of(_gradientShare) * slope);
        first = velocity;
        parameter = T.Fma(T.Of(-_learningRate), direction, parameter);
    }
}
