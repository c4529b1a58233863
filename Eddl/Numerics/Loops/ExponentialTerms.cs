using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary><c>e^(x − shift)</c> with a shift per row, optionally also written to memory while it is summed.</summary>
/// <remarks>A null destination is not written. Each term is asked for once, so it may be the memory of x.</remarks>
internal readonly unsafe struct ExponentialTerms(float* x, float* destination, float* shifts, nint columns) : ITerms
{
    private readonly float* _x = x;
    private readonly float* _destination = destination;
    private readonly float* _shifts = shifts;
    private readonly nint _columns = columns;

    public static bool IsLight => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Term<T>(nint row, nint column, nint left)
        where T : struct, ILanes<T>
    {
        nint at = (row * _columns) + column;
        T power = T.Exp(SpanLoops.Read<T>(_x + at, left) - T.Of(_shifts[row]));
        if (_destination != null)
        {
            SpanLoops.Write(power, _destination + at, left);
        }

        return power;
    }
}
