namespace DeepHealth.Numerics;

/// <summary>One optimizer update: reads a parameter, its gradient and two state values, writes the parameter and the state.</summary>
public interface IUpdateOp
{
    /// <summary>Name for messages and saved state.</summary>
    static abstract string Name { get; }

    /// <summary>Updates one element (or vector of elements).</summary>
    /// <param name="parameter">Parameter, read and written.</param>
    /// <param name="gradient">Gradient of the loss, read.</param>
    /// <param name="first">First state value, read and written.</param>
    /// <param name="second">Second state value, read and written.</param>
    void Apply<T>(ref T parameter, T gradient, ref T first, ref T second)
        where T : struct, IReal<T>;
}
