namespace DeepHealth.Eddl;

/// <summary>Copies between contiguous memory and elements at any strides, for elements of any type.</summary>
internal static unsafe class StridedCopy
{
    /// <summary>Reads the elements in row-major order.</summary>
    /// <param name="source">First element.</param>
    /// <param name="sizes">Sizes of the axes.</param>
    /// <param name="strides">Step of each axis, in elements.</param>
    /// <param name="destination">Contiguous result.</param>
    public static void Gather<T>(T* source, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, T* destination)
        where T : unmanaged
        => Walk(source, sizes, strides, ref destination, isGather: true);

    /// <summary>Writes the elements in row-major order.</summary>
    /// <param name="source">Contiguous elements.</param>
    /// <param name="destination">First element.</param>
    /// <param name="sizes">Sizes of the axes.</param>
    /// <param name="strides">Step of each axis, in elements.</param>
    public static void Scatter<T>(T* source, T* destination, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
        where T : unmanaged
        => Walk(destination, sizes, strides, ref source, isGather: false);

    private static void Walk<T>(T* strided, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides, ref T* dense, bool isGather)
        where T : unmanaged
    {
        if (sizes.IsEmpty)
        {
            Move(strided, 1, 1, ref dense, isGather);
            return;
        }

        nint stride = strides[0];
        if (sizes.Length == 1)
        {
            Move(strided, stride, sizes[0], ref dense, isGather);
            return;
        }

        for (int i = 0; i < sizes[0]; i++)
        {
            Walk(strided + (i * stride), sizes[1..], strides[1..], ref dense, isGather);
        }
    }

    private static void Move<T>(T* strided, nint stride, int count, ref T* dense, bool isGather)
        where T : unmanaged
    {
        if (stride == 1)
        {
            Span<T> row = new(strided, count);
            Span<T> line = new(dense, count);
            (isGather ? row : line).CopyTo(isGather ? line : row);
        }
        else if (isGather && stride == 0)
        {
            new Span<T>(dense, count).Fill(*strided);
        }
        else
        {
            for (nint i = 0; i < count; i++)
            {
                if (isGather)
                {
                    dense[i] = strided[i * stride];
                }
                else
                {
                    strided[i * stride] = dense[i];
                }
            }
        }

        dense += count;
    }
}
