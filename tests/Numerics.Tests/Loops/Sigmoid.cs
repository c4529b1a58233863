namespace DeepHealth.Numerics.Tests;

internal readonly struct Sigmoid : IUnaryOp
{
    public static string Name => "Sigmoid";

    // So that the tests of maps see pairs of vectors, and Square plain ones.
    public static bool IsSmall => true;

    public T Forward<T>(T x)
        where T : struct, IReal<T>
        => T.Of(1) / (T.Of(1) + T.Exp(-x));

    public T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>
        => y * (T.Of(1) - y) * dy;
}
