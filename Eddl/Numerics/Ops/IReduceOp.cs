namespace DeepHealth.Numerics;

/// <summary>An associative and commutative combination such as a sum or a maximum, written once over <see cref="IReal{T}"/>.</summary>
public interface IReduceOp
{
    /// <summary>Name for messages, summaries and export.</summary>
    static abstract string Name { get; }

    /// <summary>Value that changes nothing when combined; the result of an empty reduction.</summary>
    static abstract float Identity { get; }

    /// <summary>What one element contributes, such as itself or its square.</summary>
    T Map<T>(T x)
        where T : struct, IReal<T>;

    /// <summary>Combines two partial results.</summary>
    T Combine<T>(T left, T right)
        where T : struct, IReal<T>;
}
