using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    /// <inheritdoc/>
    public override void Fill(Tensor y, float value)
    {
        if (y.IsContiguous)
        {
            FillJob job = new(y.Pointer, y.Count, value);
            Run(ref job, Blocks(y.Count), y.Count);
            return;
        }

        if (CellPair.Takes(y.Layout, y.Layout))
        {
            CellFillJob job = new(new CellPair(y.Layout, y.Layout), y.Pointer, value);
            Run(ref job, job.Parts, y.Count);
            return;
        }

        float* values = Workspace.Take(WorkspaceSlot.Broadcast, y.Count);
        new Span<float>(values, y.Count).Fill(value);
        StridedCopy.Scatter(values, y.Pointer, y.Shape.Sizes, y.Layout.Strides);
    }

    /// <inheritdoc/>
    public override void Copy(Tensor x, Tensor y, bool accumulate)
    {
        if (x.IsContiguous && y.IsContiguous && x.Type == DType.Float32)
        {
            CopyBlocks(x.Pointer, y.Pointer, y.Count, accumulate);
            return;
        }

        if (!y.IsContiguous || (x.Type == DType.Float32 && CellPair.Takes(x.Layout, y.Layout)))
        {
            CopyTo(x, y, y.Layout, accumulate);
            return;
        }

        if (!accumulate)
        {
            Gather(x, ElementAddress(y, y.Layout.Offset));
            return;
        }

        float* dense = Workspace.Take(WorkspaceSlot.Broadcast, x.Count);
        Gather(x, dense);
        CopyBlocks(dense, y.Pointer, y.Count, accumulate);
    }

    /// <inheritdoc/>
    public override void CopyTo(Tensor x, Tensor y, Layout layout, bool accumulate)
    {
        if (x.Type == DType.Float32 && CellPair.Takes(x.Layout, layout))
        {
            CellCopyJob job = new(new CellPair(x.Layout, layout), x.Pointer, (float*)ElementAddress(y, layout.Offset), accumulate);
            Run(ref job, job.Parts, x.Count);
            return;
        }

        byte* dense = ElementAddress(x, x.Layout.Offset);
        if (!x.IsContiguous)
        {
            dense = (byte*)Workspace.Take(WorkspaceSlot.Broadcast, ((long)x.Count * DTypes.SizeOf(x.Type) / sizeof(float)) + 1);
            Gather(x, dense);
        }

        if (layout.IsContiguous && x.Type == DType.Float32)
        {
            CopyBlocks((float*)dense, (float*)ElementAddress(y, layout.Offset), x.Count, accumulate);
            return;
        }

        if (accumulate)
        {
            SpanLoops.AddToStrided(new ReadOnlySpan<float>(dense, x.Count), y.StorageFloats(), layout);
            return;
        }

        byte* to = ElementAddress(y, layout.Offset);
        switch (DTypes.SizeOf(x.Type))
        {
            case 1:
                StridedCopy.Scatter(dense, to, layout.Shape.Sizes, layout.Strides);
                break;
            case 2:
                StridedCopy.Scatter((ushort*)dense, (ushort*)to, layout.Shape.Sizes, layout.Strides);
                break;
            case 4:
                SpanLoops.CopyToStrided(new ReadOnlySpan<float>(dense, x.Count), new Span<float>((void*)y.Storage.Address, y.Storage.Count), layout);
                break;
            default:
                StridedCopy.Scatter((ulong*)dense, (ulong*)to, layout.Shape.Sizes, layout.Strides);
                break;
        }
    }

    private static byte* ElementAddress(Tensor x, int position) => (byte*)x.Storage.Address + ((long)position * DTypes.SizeOf(x.Type));

    // Reads any layout of any type into contiguous memory. Only the size of the elements matters.
    private static void Gather(Tensor x, void* destination)
    {
        byte* from = ElementAddress(x, x.Layout.Offset);
        switch (DTypes.SizeOf(x.Type))
        {
            case 1:
                StridedCopy.Gather(from, x.Shape.Sizes, x.Layout.Strides, (byte*)destination);
                break;
            case 2:
                StridedCopy.Gather((ushort*)from, x.Shape.Sizes, x.Layout.Strides, (ushort*)destination);
                break;
            case 4:
                SpanLoops.CopyStrided(
                    new ReadOnlySpan<float>((void*)x.Storage.Address, x.Storage.Count), x.Layout, new Span<float>(destination, x.Count));
                break;
            default:
                StridedCopy.Gather((ulong*)from, x.Shape.Sizes, x.Layout.Strides, (ulong*)destination);
                break;
        }
    }

    private void CopyBlocks(float* x, float* y, int count, bool accumulate)
    {
        CopyJob job = new(x, y, count, accumulate);
        Run(ref job, Blocks(count), count);
    }

    private readonly struct FillJob(float* y, int count, float value) : IParallelJob
    {
        private readonly float* _y = y;
        private readonly int _count = count;
        private readonly float _value = value;

        public void Execute(int part) => new Span<float>(_y + BlockStart(part, _count), BlockLength(part, _count)).Fill(_value);
    }

    private readonly struct CopyJob(float* x, float* y, int count, bool accumulate) : IParallelJob
    {
        private readonly float* _x = x;
        private readonly float* _y = y;
        private readonly int _count = count;
        private readonly bool _accumulate = accumulate;

        public void Execute(int part)
        {
            nint start = BlockStart(part, _count);
            int length = BlockLength(part, _count);
            ReadOnlySpan<float> x = new(_x + start, length);
            Span<float> y = new(_y + start, length);
            if (_accumulate)
            {
                SpanLoops.Zip(default(Add), BroadcastClass.Same, y, x, y, 1, length);
            }
            else
            {
                x.CopyTo(y);
            }
        }
    }
}
