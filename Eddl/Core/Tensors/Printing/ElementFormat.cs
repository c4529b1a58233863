using System.Globalization;

namespace DeepHealth.Eddl;

/// <summary>The elements of a tensor as words of one width.</summary>
internal static class ElementFormat
{
    /// <summary>The words of some elements; their common width and notation follow from these elements only.</summary>
    /// <param name="tensor">Tensor of any type.</param>
    /// <param name="positions">Positions in its storage.</param>
    public static string[] Words(Tensor tensor, IReadOnlyList<int> positions)
    {
        bool single = tensor.Rank == 0;
        return tensor.Type switch
        {
            DType.Float32 => Reals(Read<float>(tensor, positions).Select(value => Decimals.Shortest(value)), tensor, single),
            DType.Float64 => Reals(Read<double>(tensor, positions).Select(value => Decimals.Shortest(value)), tensor, single),
            DType.Float16 => Reals(Read<Half>(tensor, positions).Select(value => Decimals.Shortest(value)), tensor, single),
            DType.BFloat16 => Reals(Read<ushort>(tensor, positions).Select(bits => Decimals.Shortest(BFloat16Bits.ToSingle(bits))), tensor, single),
            DType.Int32 => Aligned(Read<int>(tensor, positions).Select(value => value.ToString(CultureInfo.InvariantCulture))),
            DType.Int64 => Aligned(Read<long>(tensor, positions).Select(value => value.ToString(CultureInfo.InvariantCulture))),
            DType.UInt8 => Aligned(Read<byte>(tensor, positions).Select(value => value.ToString(CultureInfo.InvariantCulture))),
            DType.Bool => [.. Read<byte>(tensor, positions).Select(value => value == 0 ? "False" : single ? "True" : " True")],
            _ => throw DTypes.Unknown(tensor.Type),
        };
    }

    private static string[] Reals(IEnumerable<Decimals> values, Tensor tensor, bool single)
        => single ? [RealFormat.Alone(values.Single())] : new RealFormat([.. values], tensor.Type).Words();

    private static string[] Aligned(IEnumerable<string> words)
    {
        string[] all = [.. words];
        int width = all.Max(word => word.Length);
        return [.. all.Select(word => word.PadLeft(width))];
    }

    private static T[] Read<T>(Tensor tensor, IReadOnlyList<int> positions)
        where T : unmanaged
    {
        Span<T> storage = tensor.Storage.AsSpan<T>();
        T[] values = new T[positions.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = storage[positions[i]];
        }

        return values;
    }
}
