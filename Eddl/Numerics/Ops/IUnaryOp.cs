namespace DeepHealth.Numerics;

/// <summary>An element-wise function of one variable with its derivative, written once over <see cref="IReal{T}"/>.</summary>
public interface IUnaryOp
{
    /// <summary>Name for messages, summaries and export.</summary>
    static abstract string Name { get; }

    /// <summary>Whether <see cref="Backward"/> gives the same where it gets the result in place of x: <c>Backward(y, y, dy)</c>. Then the input need
    /// not be kept, or not even written.</summary>
    static virtual bool GradientFromOutput => false;

    /// <summary>Whether loops compute two vectors at a time, which is faster for small functions with many constants; up to about one exponential.</summary>
    static virtual bool IsSmall => false;

    /// <summary><c>y = f(x)</c>.</summary>
    T Forward<T>(T x)
        where T : struct, IReal<T>;

    /// <summary><c>dx = f'(x) · dy</c>; may use either x or the result y.</summary>
    T Backward<T>(T x, T y, T dy)
        where T : struct, IReal<T>;
}
