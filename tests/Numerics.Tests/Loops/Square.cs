namespace DeepHealth.Numerics.Tests;

internal readonly struct Square : IUnaryOp
{
    public static string Name => "Square";

    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => x * x;

    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => T.Of(2) * x * dy;
}
