namespace DeepHealth.Numerics.Tests;

/// <summary>Half of what is positive, else the square: no two inputs that could be mistaken for each other.</summary>
internal readonly struct Halve : IUnaryOp
{
    public static string Name => "Halve";

    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.SelectPositive(x, T.Of(0.5f) * x, x * x);

    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.SelectPositive(x, T.Of(0.5f) * dy, T.Of(2) * x * dy);
}
