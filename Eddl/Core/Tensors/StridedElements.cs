using System.Runtime.InteropServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Moves elements of any type through layouts, one by one. Float32 has kernels for this; the other types only store.</summary>
internal static class StridedElements
{
    /// <summary>Contiguous copy of a view.</summary>
    public static void Read(Tensor source, Tensor destination) => Move(source, source.Layout, destination, destination.Layout);

    /// <summary>Writes a contiguous tensor through a layout of the destination's storage.</summary>
    public static void Write(Tensor source, Tensor destination, Layout place) => Move(source, source.Layout, destination, place);

    private static void Move(Tensor source, Layout from, Tensor destination, Layout to)
    {
        int size = DTypes.SizeOf(source.Type);
        Span<byte> input = source.Storage.Bytes();
        Span<byte> output = destination.Storage.Bytes();
        int rank = from.Shape.Rank;
        Span<int> index = stackalloc int[rank];
        index.Clear();
        for (int i = 0; i < from.Shape.ElementCount; i++)
        {
            int read = from.Offset;
            int write = to.Offset;
            for (int axis = 0; axis < rank; axis++)
            {
                read += index[axis] * from.Strides[axis];
                write += index[axis] * to.Strides[axis];
            }

            input.Slice(read * size, size).CopyTo(output[(write * size)..]);
            for (int axis = rank - 1; axis >= 0 && ++index[axis] == from.Shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
    }
}
