using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

/// <summary>Four lanes, for processors such as Arm64 whose widest common register has 128 bits.</summary>
internal readonly unsafe struct Register128 : IRegister<Vector128<float>>
{
    public static int Width => 4;

    // 12 accumulators hide the latency of the multiply-add and leave room in 16 registers as well as in Arm's 32.
    public static int TileRows => 6;

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
