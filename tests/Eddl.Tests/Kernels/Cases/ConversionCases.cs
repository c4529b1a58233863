using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Convert between all pairs of element types, with rounding, saturation, infinities and NaN.</summary>
internal static class ConversionCases
{
    private static readonly double[] s_reals =
    [
        0, -0.0, 1, -1, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999, 3.7, -3.7, 100.25, 255, 255.4, 255.5, 256, 300, -7, 65504, 65520, 70000,
        1e-8, 1e-40, 3e5, 2147483646, 2147483647, 2147483648, 4e9, -2147483648, -2147483649, -4e9, 9.2e18, 9.3e18, -9.3e18, 1e30, -1e30,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1.00390625, 1.01171875, 3.3895e38, 1.0 / 3,
    ];

    private static readonly long[] s_wholes =
    [
        0, 1, 2, -1, 127, 128, 254, 255, 256, 257, -255, 65503, 65519, 65520, 16777216, 16777217, 16777219, -16777217, int.MaxValue, int.MinValue,
        int.MaxValue + 1L, int.MinValue - 1L, long.MaxValue, long.MinValue, (1L << 53) + 1, (1L << 24) + (1L << 40) + 1,
    ];

    public static IEnumerable<KernelCase> All()
    {
        foreach (DType from in Enum.GetValues<DType>())
        {
            foreach (DType to in Enum.GetValues<DType>())
            {
                yield return new($"Convert {from} to {to}", 0, (kernels, memory) => Run(kernels, memory, from, to, count: 45));
            }

            foreach (int count in (int[])[0, 1, 15, 16, 17, 33, 40_003])
            {
                yield return new($"Convert {from} to Float32, {count}", 0, (kernels, memory) => Run(kernels, memory, from, DType.Float32, count));
                if (from != DType.Float32)
                {
                    yield return new($"Convert Float32 to {from}, {count}", 0, (kernels, memory) => Run(kernels, memory, DType.Float32, from, count));
                }
            }
        }
    }

    private static void Run(Kernels kernels, TestMemory memory, DType from, DType to, int count)
    {
        Tensor x = from switch
        {
            DType.Float32 => memory.Values<float>([count], from, Repeat(s_reals, value => (float)value, count)),
            DType.Float64 => memory.Values<double>([count], from, Repeat(s_reals, value => value, count)),
            DType.Float16 => memory.Values<Half>([count], from, Repeat(s_reals, value => (Half)value, count)),
            DType.BFloat16 => memory.Values<ushort>([count], from, Repeat(s_reals, value => BFloat16Bits.From((float)value), count)),
            DType.Int32 => memory.Values<int>([count], from, Repeat(s_wholes, value => unchecked((int)value), count)),
            DType.Int64 => memory.Values<long>([count], from, Repeat(s_wholes, value => value, count)),
            DType.UInt8 => memory.Values<byte>([count], from, Repeat(s_wholes, value => unchecked((byte)value), count)),
            _ => memory.Values<bool>([count], from, Repeat(s_wholes, value => value % 2 == 0, count)),
        };
        kernels.Convert(x, memory.Output([count], type: to));
    }

    private static TTo[] Repeat<TFrom, TTo>(TFrom[] values, Func<TFrom, TTo> convert, int count)
        => [.. Enumerable.Range(0, count).Select(i => convert(values[i % values.Length]))];
}
