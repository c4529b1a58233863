namespace DeepHealth.Numerics.Tests;

internal readonly struct Momentum(float rate, float momentum) : IUpdateOp
{
    private readonly float _rate = rate;
    private readonly float _momentum = momentum;

    public static string Name => "Momentum";

    public void Apply<T>(ref T parameter, T gradient, ref T first, ref T second)
        where T : struct, IReal<T>
    {
        first = T.Fma(T.Of(_momentum), first, gradient);
        second += gradient * gradient;
        parameter -= T.Of(_rate) * first;
    }
}
