using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    /// <inheritdoc/>
    public override void Zip<TOp>(TOp op, Tensor a, Tensor b, Tensor y)
    {
        if (HasChannelsLast(a, b, y))
        {
            ZipCells(op, a, b, y);
        }
        else if (a.Count == y.Count && Broadcasting.TryFind(b.Shape, y.Shape, out Broadcasting pattern))
        {
            ZipFull(op, pattern, a.Pointer, b.Pointer, y.Pointer);
        }
        else if (b.Count == y.Count && Broadcasting.TryFind(a.Shape, y.Shape, out pattern))
        {
            ZipFull(new Swapped<TOp>(op), pattern, b.Pointer, a.Pointer, y.Pointer);
        }
        else
        {
            float* left = Expand(a, y.Shape, WorkspaceSlot.Broadcast);
            float* right = Expand(b, y.Shape, WorkspaceSlot.SecondBroadcast);
            ZipFull(op, new Broadcasting(1, 1, y.Count, BroadcastClass.Same, y.Count), left, right, y.Pointer);
        }
    }

    /// <inheritdoc/>
    public override void ZipGradientLeft<TOp>(TOp op, Tensor a, Tensor b, Tensor y, Tensor dy, Tensor da, bool accumulate)
    {
        if (HasChannelsLast(a, b, y, dy, da))
        {
            ZipGradientCells(op, a, b, y, dy, da, accumulate);
        }
        else if (a.Count == y.Count && Broadcasting.TryFind(b.Shape, y.Shape, out Broadcasting pattern))
        {
            ZipGradientFull(op, pattern, a.Pointer, b.Pointer, y.Pointer, dy.Pointer, da.Pointer, accumulate);
        }
        else if (b.Count == y.Count && Broadcasting.TryFind(a.Shape, y.Shape, out pattern))
        {
            ZipGradientSum(new Swapped<TOp>(op), pattern, b.Pointer, a.Pointer, y.Pointer, dy.Pointer, da.Pointer, accumulate);
        }
        else
        {
            float* left = Expand(a, y.Shape, WorkspaceSlot.Broadcast);
            float* right = Expand(b, y.Shape, WorkspaceSlot.SecondBroadcast);
            bool isFull = a.Count == y.Count;
            float* full = isFull ? da.Pointer : Workspace.Take(WorkspaceSlot.Unreduced, y.Count);
            Broadcasting same = new(1, 1, y.Count, BroadcastClass.Same, y.Count);
            ZipGradientFull(op, same, left, right, y.Pointer, dy.Pointer, full, isFull && accumulate);
            if (!isFull)
            {
                SumToShape(full, y.Shape, da, accumulate);
            }
        }
    }

    /// <inheritdoc/>
    public override void ZipGradientRight<TOp>(TOp op, Tensor a, Tensor b, Tensor y, Tensor dy, Tensor db, bool accumulate)
        => ZipGradientLeft(new Swapped<TOp>(op), b, a, y, dy, db, accumulate);

    private void ZipFull<TOp>(TOp op, in Broadcasting pattern, float* a, float* b, float* y)
        where TOp : struct, IBinaryOp
    {
        BroadcastBlocks blocks = new(pattern, BlockSizeOf(pattern.Count));
        ZipJob<TOp> job = new(op, blocks, a, b, y);
        Run(ref job, blocks.Count, pattern.Count);
    }

    private void ZipGradientFull<TOp>(
        TOp op, in Broadcasting pattern, float* a, float* b, float* y, float* dy, float* da, bool accumulate)
        where TOp : struct, IBinaryOp
    {
        BroadcastBlocks blocks = new(pattern, BlockSizeOf(pattern.Count));
        ZipGradientJob<TOp> job = new(op, blocks, a, b, y, dy, da, accumulate);
        Run(ref job, blocks.Count, pattern.Count);
    }

    // Gradient of the smaller operand b: every block sums its share, the shares are summed in the order of the blocks.
    private void ZipGradientSum<TOp>(
        TOp op, in Broadcasting pattern, float* a, float* b, float* y, float* dy, float* db, bool accumulate)
        where TOp : struct, IBinaryOp
    {
        if (pattern.Class == BroadcastClass.Same)
        {
            ZipGradientFull(new Swapped<TOp>(op), pattern, b, a, y, dy, db, accumulate);
            return;
        }

        BroadcastBlocks blocks = new(pattern, BlockSize);
        float* partials = Workspace.Take(WorkspaceSlot.Partials, (long)blocks.Count * blocks.SmallPerBlock);
        ZipSumJob<TOp> job = new(op, blocks, a, b, y, dy, partials);
        Run(ref job, blocks.Count, pattern.Count);
        blocks.Combine(this, partials, db, accumulate);
    }

    private readonly struct ZipJob<TOp>(TOp op, BroadcastBlocks blocks, float* a, float* b, float* y) : IParallelJob
        where TOp : struct, IBinaryOp
    {
        private readonly TOp _op = op;
        private readonly BroadcastBlocks _blocks = blocks;
        private readonly float* _a = a;
        private readonly float* _b = b;
        private readonly float* _y = y;

        public void Execute(int part)
        {
            BroadcastBlock block = _blocks[part];
            SpanLoops.Zip(
                _op, block.Class, block.Full(_a), block.Small(_b), block.Full(_y), block.Rows, block.Columns,
                Streams(_blocks.FullCount));
        }
    }

    private readonly struct ZipGradientJob<TOp>(
        TOp op, BroadcastBlocks blocks, float* a, float* b, float* y, float* dy, float* da, bool accumulate) : IParallelJob
        where TOp : struct, IBinaryOp
    {
        private readonly TOp _op = op;
        private readonly BroadcastBlocks _blocks = blocks;
        private readonly float* _a = a;
        private readonly float* _b = b;
        private readonly float* _y = y;
        private readonly float* _dy = dy;
        private readonly float* _da = da;
        private readonly bool _accumulate = accumulate;

        public void Execute(int part)
        {
            BroadcastBlock block = _blocks[part];
            SpanLoops.ZipGradientLeft(
                _op, block.Class, block.Full(_a), block.Small(_b), block.Full(_y), block.Full(_dy), block.Full(_da),
                block.Rows, block.Columns, _accumulate, Streams(_blocks.FullCount));
        }
    }

    private readonly struct ZipSumJob<TOp>(
        TOp op, BroadcastBlocks blocks, float* a, float* b, float* y, float* dy, float* partials) : IParallelJob
        where TOp : struct, IBinaryOp
    {
        private readonly TOp _op = op;
        private readonly BroadcastBlocks _blocks = blocks;
        private readonly float* _a = a;
        private readonly float* _b = b;
        private readonly float* _y = y;
        private readonly float* _dy = dy;
        private readonly float* _partials = partials;

        public void Execute(int part)
        {
            BroadcastBlock block = _blocks[part];
            Span<float> sums = new(_partials + ((nint)part * _blocks.SmallPerBlock), block.SmallCount);
            SpanLoops.ZipGradientRight(
                _op, block.Class, block.Full(_a), block.Small(_b), block.Full(_y), block.Full(_dy), sums,
                block.Rows, block.Columns, accumulate: false);
        }
    }
}
