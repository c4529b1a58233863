using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

/// <summary>Two double-precision lanes, for processors such as Arm64 whose widest common register has 128 bits.</summary>
internal readonly unsafe struct DoubleRegister128 : IProductRegister<double, Vector128<double>>
{
    public static int Width => 2;

    public static int Available => 16;

    public static Vector128<double> Zero => Vector128<double>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(double* source) => Vector128.Load(source);

    public static bool HasMasks => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> FirstLanes(int count)
        => Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LoadMasked(double* source, Vector128<double> mask)
    {
        uint lanes = mask.ExtractMostSignificantBits();
        return Vector128.Create((lanes & 1) != 0 ? source[0] : 0, (lanes & 2) != 0 ? source[1] : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(Vector128<double> value, double* destination, Vector128<double> mask)
    {
        uint lanes = mask.ExtractMostSignificantBits();
        if ((lanes & 1) != 0)
        {
            destination[0] = value.ToScalar();
        }

        if ((lanes & 2) != 0)
        {
            destination[1] = value.GetElement(1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<double> value, double* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Broadcast(double value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Add(Vector128<double> left, Vector128<double> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAdd(Vector128<double> left, Vector128<double> right, Vector128<double> addend)
        => Vector128.FusedMultiplyAdd(left, right, addend);

    // As in Register128.
    public static void Prefetch(double* address)
    {
    }

    public static void TransposeBlock(double* source, nint sourceStride, int rows, double* destination, nint destinationStride)
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
