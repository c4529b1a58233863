using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // Elements that one part of a reduction combines.
    private const int ReductionSize = 64 * 1024;

    /// <inheritdoc/>
    public override void Reduce<TOp>(TOp op, Tensor x, Tensor y, ReduceShape shape) => ReduceTo(op, x.Pointer, y.Pointer, shape);

    /// <summary>Combines partial results in a fixed order: <c>y[i] (+)= combine over p of partials[p, i]</c>.</summary>
    /// <param name="op">Reduction; its map is not applied.</param>
    /// <param name="partials"><c>[count, size]</c>.</param>
    /// <param name="count">Partial results.</param>
    /// <param name="y">Result.</param>
    /// <param name="size">Size of one partial result.</param>
    /// <param name="accumulate">Whether the result is combined with what y holds.</param>
    internal void CombinePartials<TOp>(TOp op, float* partials, int count, float* y, int size, bool accumulate)
        where TOp : struct, IReduceOp
    {
        if (size == 1)
        {
            float result = SpanLoops.Reduce(new Combining<TOp>(op), new ReadOnlySpan<float>(partials, count));
            *y = accumulate ? op.Combine(new Scalar(*y), new Scalar(result)).Value : result;
            return;
        }

        CombineJob<TOp> job = new(op, partials, count, y, size, accumulate);
        Run(ref job, Blocks(size), (long)count * size);
    }

    /// <summary>Sums the columns of a matrix: <c>y[c] (+)= sum over r of x[r, c]</c>.</summary>
    private void SumColumns(float* x, float* y, int rows, int columns, bool accumulate)
    {
        ReduceShape shape = new(1, rows, columns);
        if (!accumulate)
        {
            ReduceTo(default(Sum), x, y, shape);
            return;
        }

        float* sums = Workspace.Take(WorkspaceSlot.PartlyReduced, columns);
        ReduceTo(default(Sum), x, sums, shape);
        CopyBlocks(sums, y, columns, accumulate: true);
    }

    private void ReduceTo<TOp>(TOp op, float* x, float* y, ReduceShape shape)
        where TOp : struct, IReduceOp
    {
        // A part is a range of the reduced axis that belongs to some outer positions.
        int sizePerPart = Math.Max(1, ReductionSize / Math.Max(1, shape.Inner));
        int splits = (int)(((long)shape.Size + sizePerPart - 1) / sizePerPart);
        if (splits > 1)
        {
            float* partials = Workspace.Take(WorkspaceSlot.Partials, (long)shape.Outer * splits * shape.Inner);
            ReduceJob<TOp> split = new(op, x, partials, shape, 1, sizePerPart, splits);
            Run(ref split, shape.Outer * splits, (long)shape.Outer * shape.Size * shape.Inner);
            ReduceWhole(new Combining<TOp>(op), partials, y, shape with { Size = splits });
            return;
        }

        ReduceWhole(op, x, y, shape);
    }

    private void ReduceWhole<TOp>(TOp op, float* x, float* y, ReduceShape shape)
        where TOp : struct, IReduceOp
    {
        int outerPerPart = Math.Max(1, (int)(BlockSize / Math.Max(1, (long)shape.Size * shape.Inner)));
        ReduceJob<TOp> job = new(op, x, y, shape, outerPerPart, shape.Size, 1);
        Run(ref job, (shape.Outer + outerPerPart - 1) / outerPerPart, (long)shape.Outer * shape.Size * shape.Inner);
    }

    private readonly struct ReduceJob<TOp>(TOp op, float* x, float* y, ReduceShape shape, int outerPerPart, int sizePerPart, int splits) : IParallelJob
        where TOp : struct, IReduceOp
    {
        private readonly TOp _op = op;
        private readonly float* _x = x;
        private readonly float* _y = y;
        private readonly ReduceShape _shape = shape;
        private readonly int _outerPerPart = outerPerPart;
        private readonly int _sizePerPart = sizePerPart;
        private readonly int _splits = splits;

        public void Execute(int part)
        {
            (int outerPart, int split) = Math.DivRem(part, _splits);
            int outer = outerPart * _outerPerPart;
            int end = Math.Min(outer + _outerPerPart, _shape.Outer);
            int start = split * _sizePerPart;
            int size = Math.Min(_sizePerPart, _shape.Size - start);
            for (; outer < end; outer++)
            {
                float* x = _x + ((((nint)outer * _shape.Size) + start) * _shape.Inner);
                Span<float> y = new(_y + ((((nint)outer * _splits) + split) * _shape.Inner), _shape.Inner);
                if (_shape.Inner == 1)
                {
                    y[0] = SpanLoops.Reduce(_op, new ReadOnlySpan<float>(x, size));
                }
                else
                {
                    SpanLoops.ReduceColumns(_op, new ReadOnlySpan<float>(x, size * _shape.Inner), y, size, _shape.Inner, accumulate: false);
                }
            }
        }
    }

    // Columns of the partial results have a pitch, so rows are combined one after the other.
    private readonly struct CombineJob<TOp>(TOp op, float* partials, int count, float* y, int size, bool accumulate) : IParallelJob
        where TOp : struct, IReduceOp
    {
        private readonly TOp _op = op;
        private readonly float* _partials = partials;
        private readonly int _count = count;
        private readonly float* _y = y;
        private readonly int _size = size;
        private readonly bool _accumulate = accumulate;

        public void Execute(int part)
        {
            nint start = BlockStart(part, _size);
            int length = BlockLength(part, _size);
            Span<float> y = new(_y + start, length);
            for (int p = 0; p < _count; p++)
            {
                ReadOnlySpan<float> partial = new(_partials + ((nint)p * _size) + start, length);
                if (p == 0 && !_accumulate)
                {
                    partial.CopyTo(y);
                }
                else
                {
                    SpanLoops.Zip(new CombineOp<TOp>(_op), BroadcastClass.Same, y, partial, y, 1, length);
                }
            }

            if (_count == 0 && !_accumulate)
            {
                y.Fill(TOp.Identity);
            }
        }
    }
}
