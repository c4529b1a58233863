using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Loops over float memory: the one place where element-wise ops, reductions and updates meet vector code.</summary>
/// <remarks>Every loop runs with the widest vectors of the processor and gives the same bits with any of them. Nothing is allocated.
/// Sources and destinations may be the same memory exactly (in place) but must not overlap otherwise. Lengths that do not fit give a
/// <see cref="ShapeException"/>; empty spans are fine. The loops are single-threaded: callers split the work.</remarks>
[SkipLocalsInit]
public static unsafe partial class SpanLoops
{
    /// <summary>From this many floats on a result is better written past the caches (the parameter <c>stream</c> of loops): 32 MiB.</summary>
    /// <remarks>Measured with <see cref="Map"/> on a processor with 32 MiB of last cache: at 32 MiB and more all numbers of threads gain, up to 1.7 times;
    /// at 16 MiB one thread gains 1.3 times and two lose as much.</remarks>
    public const int StreamedLength = 8 * 1024 * 1024;

    /// <summary>Reads a full vector, or what is left of the memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Read<T>(float* source, nint left)
        where T : struct, ILanes<T>
        => left >= T.Width ? T.Load(source) : T.LoadPartial(source, (int)left);

    /// <summary>Writes a full vector, or as many lanes as are left of the memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Write<T>(T value, float* destination, nint left)
        where T : struct, ILanes<T>
        => Write<T, CachedStores>(value, destination, left);

    /// <summary>The same, in a given way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Write<T, TStores>(T value, float* destination, nint left)
        where T : struct, ILanes<T>
        where TStores : struct, IStores
    {
        if (left >= T.Width)
        {
            TStores.Write(value, destination);
        }
        else
        {
            T.StorePartial(value, destination, (int)left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireLength(string operation, string name, int length, long needed)
    {
        if (length != needed)
        {
            ThrowLength(operation, name, length, needed);
        }
    }

    [DoesNotReturn]
    private static void ThrowLength(string operation, string name, int length, long needed)
        => throw new ShapeException($"{operation}: {name} has {length} elements, but the other operands need {needed}.");

    private static long Elements(string operation, int rows, int columns)
        => rows >= 0 && columns >= 0
            ? (long)rows * columns
            : throw new ShapeException($"{operation}: {rows} rows of {columns} columns; neither may be negative.");
}
