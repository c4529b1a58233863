namespace DeepHealth.Numerics.Tests;

internal readonly struct Divide : IBinaryOp
{
    public static string Name => "Divide";

    public T Forward<T>(T a, T b)
        where T : struct, IReal<T>
        => a / b;

    public T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => dy / b;

    public T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>
        => -(y / b) * dy;
}
