using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void Fill(Tensor y, float value)
    {
        Span<float> storage = y.StorageFloats();
        for (int i = 0; i < y.Count; i++)
        {
            storage[PositionOf(y.Layout, i)] = value;
        }
    }

    /// <inheritdoc/>
    public override void Copy(Tensor x, Tensor y, bool accumulate)
    {
        if (accumulate)
        {
            Add(x, y, y.Layout);
        }
        else
        {
            Move(x, y, y.Layout);
        }
    }

    /// <inheritdoc/>
    public override void CopyTo(Tensor x, Tensor y, Layout layout, bool accumulate)
    {
        if (accumulate)
        {
            Add(x, y, layout);
        }
        else
        {
            Move(x, y, layout);
        }
    }

    private static void Add(Tensor x, Tensor y, in Layout layout)
    {
        // A layout that repeats elements sums into them, so the sums are kept in double until the end.
        Span<float> source = x.StorageFloats();
        Span<float> destination = y.StorageFloats();
        double[] sums = new double[destination.Length];
        for (int i = 0; i < x.Count; i++)
        {
            sums[PositionOf(layout, i)] += source[PositionOf(x.Layout, i)];
        }

        for (int i = 0; i < x.Count; i++)
        {
            int position = PositionOf(layout, i);
            destination[position] = (float)(destination[position] + sums[position]);
            sums[position] = 0;
        }
    }

    /// <summary>Moves elements of any type: only their size matters.</summary>
    private static void Move(Tensor x, Tensor y, in Layout layout)
    {
        switch (DTypes.SizeOf(x.Type))
        {
            case 1:
                Move<byte>(x, y, layout);
                break;
            case 2:
                Move<ushort>(x, y, layout);
                break;
            case 4:
                Move<uint>(x, y, layout);
                break;
            default:
                Move<ulong>(x, y, layout);
                break;
        }
    }

    private static void Move<T>(Tensor x, Tensor y, in Layout layout)
        where T : unmanaged
    {
        Span<T> source = x.Storage.AsSpan<T>();
        Span<T> destination = y.Storage.AsSpan<T>();
        for (int i = 0; i < x.Count; i++)
        {
            destination[PositionOf(layout, i)] = source[PositionOf(x.Layout, i)];
        }
    }
}
