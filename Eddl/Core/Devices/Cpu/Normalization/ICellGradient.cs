using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The gradient that reaches a normalisation from the ops behind it.</summary>
internal unsafe interface ICellGradient
{
    /// <summary>A vector of it.</summary>
    /// <param name="y">Result of the last op.</param>
    /// <param name="dy">Gradient of that result.</param>
    /// <param name="left">Elements from there to the end.</param>
    T Of<T>(float* y, float* dy, nint left)
        where T : struct, ILanes<T>;
}
