namespace DeepHealth.Numerics.Tests;

internal readonly struct SumOfSquares : IReduceOp
{
    public static string Name => "SumOfSquares";

    public static float Identity => 0;

    public T Map<T>(T x)
        where T : struct, IReal<T>
        => x * x;

    public T Combine<T>(T left, T right)
        where T : struct, IReal<T>
        => left + right;
}
