using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Results stay in the caches, where the next loop finds them.</summary>
internal readonly unsafe struct CachedStores : IStores
{
    public static void ReadAhead<T>(float* source)
        where T : struct, ILanes<T>
    {
        // The processor reads ahead by itself.
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(T value, float* destination)
        where T : struct, ILanes<T>
        => T.Store(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TRegister, TVector>(TVector value, float* destination)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        => TRegister.Store(value, destination);

    public static void Finish()
    {
        // Usual stores are seen in their order.
    }
}
