using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>An op follows the normalisation whose derivative can be told from its result.</summary>
internal readonly unsafe struct OpGradient<TOp>(TOp op) : ICellGradient
    where TOp : struct, IUnaryOp
{
    private readonly TOp _op = op;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of<T>(float* y, float* dy, nint left)
        where T : struct, ILanes<T>
    {
        T result = SpanLoops.Read<T>(y, left);
        return _op.Backward(result, result, SpanLoops.Read<T>(dy, left));
    }
}
