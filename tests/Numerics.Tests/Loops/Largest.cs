namespace DeepHealth.Numerics.Tests;

internal readonly struct Largest : IReduceOp
{
    public static string Name => "Largest";

    public static float Identity => float.NegativeInfinity;

    public T Map<T>(T x)
        where T : struct, IReal<T>
        => x;

    public T Combine<T>(T left, T right)
        where T : struct, IReal<T>
        => T.MaxNative(left, right);
}
