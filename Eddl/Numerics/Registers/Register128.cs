using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

/// <summary>Four lanes, for processors such as Arm64 whose widest common register has 128 bits.</summary>
internal readonly unsafe struct Register128 : IRegister<Vector128<float>>
{
    public static int Width => 4;

    // As on x64; Arm64 has 32.
    public static int Available => 16;

    public static Vector128<float> Zero => Vector128<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    public static bool HasMasks => false;

    public static Vector128<float> FirstLanes(int count)
        => Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();

    public static Vector128<float> LoadMasked(float* source, Vector128<float> mask)
    {
        Vector128<float> value = Vector128<float>.Zero;
        uint lanes = mask.ExtractMostSignificantBits();
        for (int lane = 0; lane < Width; lane++)
        {
            if ((lanes & (1u << lane)) != 0)
            {
                value = value.WithElement(lane, source[lane]);
            }
        }

        return value;
    }

    public static void StoreMasked(Vector128<float> value, float* destination, Vector128<float> mask)
    {
        uint lanes = mask.ExtractMostSignificantBits();
        for (int lane = 0; lane < Width; lane++)
        {
            if ((lanes & (1u << lane)) != 0)
            {
                destination[lane] = value.GetElement(lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend)
        => Vector128.FusedMultiplyAdd(left, right, addend);

    public static Vector128<float> LoadFirst(float* source, int count, Vector128<float> otherwise)
    {
        Vector128<float> value = otherwise;
        for (int i = 0; i < count; i++)
        {
            ((float*)&value)[i] = source[i];
        }

        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreStreaming(Vector128<float> value, float* destination) => value.StoreAlignedNonTemporal(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> left, Vector128<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> GroupStarts(int size) => (Vector128<int>.Indices & Vector128.Create(-size)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> NextLanes(Vector128<float> lanes) => (lanes.AsInt32() + Vector128<int>.One).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Select(Vector128<float> value, Vector128<float> lanes) => Vector128.ShuffleNative(value, lanes.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SumFour(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
        => Vector128.Create(Vector128.Sum(a), Vector128.Sum(b), Vector128.Sum(c), Vector128.Sum(d));

    // Processors with short registers have no portable prefetch; theirs guess well enough.
    public static void Prefetch(float* address)
    {
    }

    public static void TransposeBlock(float* source, nint sourceStride, int rows, float* destination, nint destinationStride)
    {
        for (nint k = 0; k < Width; k++)
        {
            for (nint r = 0; r < rows; r++)
            {
                destination[(k * destinationStride) + r] = source[(r * sourceStride) + k];
            }
        }
    }
}
