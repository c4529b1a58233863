using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Stochastic gradient descent: <c>p ← p − learningRate · (g + weightDecay · p)</c>.</summary>
/// <remarks>Robbins and Monro, "A Stochastic Approximation Method", 1951, eq. 8; the decay is the gradient of
/// <c>weightDecay/2 · p²</c>. Equal to <c>torch.optim.SGD</c> without momentum. Leaves both states as they are.</remarks>
public readonly struct SgdStep : IUpdateOp
{
    private readonly float _learningRate;
    private readonly float _weightDecay;

    /// <summary>Sets the coefficients of a step.</summary>
    /// <param name="learningRate">Step length, finite and at least 0.</param>
    /// <param name="weightDecay">Factor of the L2 penalty, finite and at least 0; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coefficient is out of range.</exception>
    public SgdStep(double learningRate, double weightDecay)
    {
        _learningRate = (float)Coefficient.NotNegative(Name, learningRate, nameof(learningRate));
        _weightDecay = (float)Coefficient.NotNegative(Name, weightDecay, nameof(weightDecay));
    }

    /// <inheritdoc/>
    public static string Name => "Sgd";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T>(ref T parameter, T gradient, ref T first, ref T second)
        where T : struct, IReal<T>
    {
        T slope = T.Fma(T.Of(_weightDecay), parameter, gradient);
        parameter = T.Fma(T.Of(-_learningRate), slope, parameter);
    }
}
