using System.Runtime.InteropServices;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Gives the operands of one call the channels last where the kernels take that, and the results back in row-major order.</summary>
/// <remarks>The reference kernels get the contiguous operands themselves, so that one case runs on both and compares.</remarks>
/// <param name="kernels">Kernels that the case calls.</param>
internal sealed class CellFormat(Kernels kernels)
{
    private readonly List<(Tensor Original, Tensor Cells, bool IsOutput)> _operands = [];
    private readonly List<(Tensor Original, Tensor Indices)> _indices = [];

    /// <summary>An operand with a halo of that many cells before and one more after each axis; null leaves it contiguous.</summary>
    public Tensor Input(Tensor x, int? halo) => Place(x, halo, isOutput: false);

    /// <summary>A destination with such a halo.</summary>
    public Tensor Output(Tensor y, int? halo) => Place(y, halo, isOutput: true);

    /// <summary>Winners of a pooling, which come in the order of the cells.</summary>
    public Tensor Indices(Tensor indices)
    {
        if (!kernels.TakesChannelsLast)
        {
            return indices;
        }

        Tensor copy = new(indices.Shape, DType.Int32, Device.Reference);
        Permute(indices.Integers(), copy.Integers(), indices.Shape, toCells: true);
        _indices.Add((indices, copy));
        return copy;
    }

    /// <summary>Copies the results to where the comparison looks, and checks that the halos are still 0 and the operands what they were.</summary>
    public void Finish()
    {
        foreach ((Tensor original, Tensor cells, bool isOutput) in _operands)
        {
            ChannelsLastOperands.AssertHalo(cells);
            if (isOutput)
            {
                cells.ToArray().CopyTo(original.Floats());
            }
            else
            {
                Assert.True(
                    MemoryMarshal.AsBytes(cells.ToArray().AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(original.Floats())),
                    $"The kernel changed an operand {original.Shape}.");
            }
        }

        foreach ((Tensor original, Tensor indices) in _indices)
        {
            Permute(indices.Integers(), original.Integers(), original.Shape, toCells: false);
        }
    }

    private Tensor Place(Tensor x, int? halo, bool isOutput)
    {
        if (!kernels.TakesChannelsLast || halo is not { } before)
        {
            return x;
        }

        Halo side = new(before, before == 0 ? 0 : before + 1);
        Tensor cells = ChannelsLastOperands.Of(x, FormatCache.Get(x.Shape, x.Shape.Rank == 5 ? side : default, x.Shape.Rank >= 4 ? side : default, side));
        _operands.Add((x, cells, isOutput));
        return cells;
    }

    private static void Permute(Span<int> source, Span<int> destination, Shape shape, bool toCells)
    {
        int channels = shape[1];
        int cells = shape[2..].ElementCount;
        for (int i = 0; i < source.Length; i++)
        {
            int sample = i / (channels * cells);
            int channel = i / cells % channels;
            int cell = (((sample * cells) + (i % cells)) * channels) + channel;
            destination[toCells ? cell : i] = source[toCells ? i : cell];
        }
    }
}
