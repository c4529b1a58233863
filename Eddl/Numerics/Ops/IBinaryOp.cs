namespace DeepHealth.Numerics;

/// <summary>An element-wise function of two variables with its partial derivatives, written once over <see cref="IReal{T}"/>.</summary>
public interface IBinaryOp
{
    /// <summary>Name for messages, summaries and export.</summary>
    static abstract string Name { get; }

    /// <summary>Whether the derivatives depend on a, b or y.</summary>
    static virtual bool GradientReadsOperands => true;

    /// <summary><c>y = f(a, b)</c>.</summary>
    T Forward<T>(T a, T b)
        where T : struct, IReal<T>;

    /// <summary><c>da = ∂f/∂a · dy</c>.</summary>
    T BackwardLeft<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>;

    /// <summary><c>db = ∂f/∂b · dy</c>.</summary>
    T BackwardRight<T>(T a, T b, T y, T dy)
        where T : struct, IReal<T>;
}
