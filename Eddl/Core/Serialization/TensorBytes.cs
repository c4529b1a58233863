using System.Runtime.InteropServices;

namespace DeepHealth.Eddl;

/// <summary>The memory of a tensor of any element type as bytes.</summary>
internal static class TensorBytes
{
    /// <summary>The bytes of a contiguous tensor.</summary>
    public static Span<byte> Of(Tensor tensor) => tensor.Type switch
    {
        DType.Float32 => MemoryMarshal.AsBytes(tensor.AsSpan<float>()),
        DType.Float64 => MemoryMarshal.AsBytes(tensor.AsSpan<double>()),
        DType.Float16 => MemoryMarshal.AsBytes(tensor.AsSpan<Half>()),
        DType.BFloat16 => MemoryMarshal.AsBytes(tensor.AsSpan<ushort>()),
        DType.Int32 => MemoryMarshal.AsBytes(tensor.AsSpan<int>()),
        DType.Int64 => MemoryMarshal.AsBytes(tensor.AsSpan<long>()),
        DType.UInt8 => tensor.AsSpan<byte>(),
        DType.Bool => MemoryMarshal.AsBytes(tensor.AsSpan<bool>()),
        _ => throw DTypes.Unknown(tensor.Type),
    };
}
