using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary><c>(x − mean)²</c> of one row: the terms of a variance.</summary>
internal readonly unsafe struct SquaredDeviationTerms(float* x, float mean) : ITerms
{
    private readonly float* _x = x;
    private readonly float _mean = mean;

    public static bool IsLight => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Term<T>(nint row, nint column, nint left)
        where T : struct, ILanes<T>
    {
        T deviation = SpanLoops.Read<T>(_x + column, left) - T.Of(_mean);
        return deviation * deviation;
    }
}
