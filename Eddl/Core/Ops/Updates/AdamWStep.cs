using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Adam with decoupled weight decay: <c>p ← p − learningRate · weightDecay · p</c>, then a step of <see cref="AdamStep"/> without decay.</summary>
/// <remarks>Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, algorithm 2, with the schedule multiplier inside
/// the learning rate. Equal to <c>torch.optim.AdamW</c>. The first state is the mean gradient, the second the mean
/// square; both start at 0.</remarks>
public readonly struct AdamWStep : IUpdateOp
{
    private readonly AdamStep _adam;
    private readonly float _decay;

    /// <summary>Sets the coefficients of a step.</summary>
    /// <param name="learningRate">Largest usual change of a parameter, finite and at least 0; 0.001 is usual.</param>
    /// <param name="beta1">Share of the mean gradient that a step keeps, in [0, 1); 0.9 is usual.</param>
    /// <param name="beta2">Share of the mean square that a step keeps, in [0, 1); 0.999 is usual.</param>
    /// <param name="epsilon">Added to the root, above 0; 1e-8 is usual.</param>
    /// <param name="weightDecay">Share of the parameter, times the learning rate, that a step removes, finite and at least 0; 0.01 is usual.</param>
    /// <param name="step">Number of this step: 1 for the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coefficient is out of range.</exception>
    public AdamWStep(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, long step)
    {
        Coefficient.NotNegative(Name, weightDecay, nameof(weightDecay));
        _adam = new AdamStep(learningRate, beta1, beta2, epsilon, weightDecay: 0.0, step);
        _decay = (float)(learningRate * weightDecay);
    }

    /// <inheritdoc/>
    public static string Name => "AdamW";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T parameter, T gradient, ref T first, ref T second)
        where T : struct, IReal<T>
    {
        // Not parameter · (1 − decay): the rounding of 1 − decay would bias a small decay, for all parameters the same way.
        parameter = T.Fma(T.Of(-_decay), parameter, parameter);
        _adam.Apply(ref parameter, gradient, ref first, ref second);
    }
}
