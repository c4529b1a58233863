using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary><c>a·b</c> of two matrices: the terms of a dot product per row.</summary>
internal readonly unsafe struct ProductTerms(float* a, float* b, nint columns) : ITerms
{
    private readonly float* _a = a;
    private readonly float* _b = b;
    private readonly nint _columns = columns;

    public static bool IsLight => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Term<T>(nint row, nint column, nint left)
        where T : struct, ILanes<T>
        => SpanLoops.Read<T>(_a + (row * _columns) + column, left) * SpanLoops.Read<T>(_b + (row * _columns) + column, left);
}
