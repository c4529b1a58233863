using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>No op follows the normalisation.</summary>
internal readonly unsafe struct DirectGradient : ICellGradient
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of<T>(float* y, float* dy, nint left)
        where T : struct, ILanes<T>
        => SpanLoops.Read<T>(dy, left);
}
