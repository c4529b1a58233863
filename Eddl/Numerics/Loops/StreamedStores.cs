using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Results go past the caches to memory.</summary>
/// <remarks>A usual store first reads the cache line that it is about to overwrite. Where the results are far larger than the caches, that is a third of
/// what a loop with one operand moves, and the results are gone from the caches anyway before anyone reads them. Without stores that
/// miss, the processor also has room for more reads under way: it is told of them early.</remarks>
internal readonly unsafe struct StreamedStores : IStores
{
    // Floats between what is read and what is announced: two pages, a sixth of the first cache. Half and double of it are 1-5 % slower.
    private const int Distance = 2048;

    // The same for loops that take some rows at a time.
    private const int RowDistance = 4096;

    /// <summary>Whether a loop may write like this: the memory begins with a cache line, and is not read by the same loop.</summary>
    /// <param name="destination">What is written.</param>
    /// <param name="source">What is read.</param>
    public static bool Suit(float* destination, float* source) => ((nint)destination & (BufferPool.Alignment - 1)) == 0 && destination != source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadAhead<T>(float* source)
        where T : struct, ILanes<T>
        => T.Prefetch(source + Distance);

    /// <summary>Announces a third of what a loop reads some rows later.</summary>
    /// <remarks>Loops that pass over some rows three times and write in the last pass announce a third in each, so that memory is busy all the time.</remarks>
    /// <param name="row">Row that the loop is at.</param>
    /// <param name="count">Floats of the row; at most the first 4096 count.</param>
    /// <param name="third">0, 1 or 2.</param>
    public static void ReadAhead(float* row, nint count, int third)
    {
        if (Sse.IsSupported)
        {
            count = Math.Min(count, RowDistance);
            for (nint line = third * 16; line < count; line += 3 * 16)
            {
                Sse.Prefetch0(row + RowDistance + line);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(T value, float* destination)
        where T : struct, ILanes<T>
        => T.StoreStreaming(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TRegister, TVector>(TVector value, float* destination)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        => TRegister.StoreStreaming(value, destination);

    // Such stores may be seen after later ones of other kinds, such as the one that says that a part is done.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish()
    {
        if (Sse.IsSupported)
        {
            Sse.StoreFence();
        }
    }
}
