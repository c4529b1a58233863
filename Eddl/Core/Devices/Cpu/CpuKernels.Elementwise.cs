using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    /// <inheritdoc/>
    public override void Map<TOp>(TOp op, Tensor x, Tensor y)
    {
        if (HasChannelsLast(x, y))
        {
            MapCells(op, x, y);
            return;
        }

        MapJob<TOp> job = new(op, x.Pointer, y.Pointer, y.Count);
        Run(ref job, Blocks(y.Count), y.Count);
    }

    /// <inheritdoc/>
    public override void MapGradient<TOp>(TOp op, Tensor x, Tensor y, Tensor dy, Tensor dx, bool accumulate)
    {
        if (TOp.GradientFromOutput)
        {
            // One tensor less to read.
            x = y;
        }

        if (HasChannelsLast(x, y, dy, dx))
        {
            MapGradientCells(op, x, y, dy, dx, accumulate);
            return;
        }

        MapGradientJob<TOp> job = new(op, x.Pointer, y.Pointer, dy.Pointer, dx.Pointer, dx.Count, accumulate);
        Run(ref job, Blocks(dx.Count), dx.Count);
    }

    /// <inheritdoc/>
    public override void Update<TOp>(TOp op, Tensor parameter, Tensor gradient, Tensor first, Tensor second)
    {
        UpdateJob<TOp> job = new(
            op, parameter.Pointer, gradient.Pointer, first.Count == 0 ? null : first.Pointer,
            second.Count == 0 ? null : second.Pointer, parameter.Count);
        Run(ref job, Blocks(parameter.Count), parameter.Count);
    }

    /// <inheritdoc/>
    public override void Where(Tensor condition, Tensor? a, Tensor? b, Tensor y, bool accumulate)
    {
        WhereJob job = new(
            (byte*)condition.Storage.Address + condition.Layout.Offset, PointerOrNull(a), PointerOrNull(b), y.Pointer, y.Count, accumulate);
        Run(ref job, Blocks(y.Count), y.Count);
    }

    private readonly struct MapJob<TOp>(TOp op, float* x, float* y, int count) : IParallelJob
        where TOp : struct, IUnaryOp
    {
        private readonly TOp _op = op;
        private readonly float* _x = x;
        private readonly float* _y = y;
        private readonly int _count = count;

        public void Execute(int part)
        {
            nint start = BlockStart(part, _count);
            int length = BlockLength(part, _count);
            SpanLoops.Map(_op, new ReadOnlySpan<float>(_x + start, length), new Span<float>(_y + start, length), Streams(_count));
        }
    }

    private readonly struct MapGradientJob<TOp>(TOp op, float* x, float* y, float* dy, float* dx, int count, bool accumulate) : IParallelJob
        where TOp : struct, IUnaryOp
    {
        private readonly TOp _op = op;
        private readonly float* _x = x;
        private readonly float* _y = y;
        private readonly float* _dy = dy;
        private readonly float* _dx = dx;
        private readonly int _count = count;
        private readonly bool _accumulate = accumulate;

        public void Execute(int part)
        {
            nint start = BlockStart(part, _count);
            int length = BlockLength(part, _count);
            SpanLoops.MapGradient(
                _op, new ReadOnlySpan<float>(_x + start, length), new ReadOnlySpan<float>(_y + start, length),
                new ReadOnlySpan<float>(_dy + start, length), new Span<float>(_dx + start, length), _accumulate, Streams(_count));
        }
    }

    private readonly struct UpdateJob<TOp>(TOp op, float* parameter, float* gradient, float* first, float* second, int count) : IParallelJob
        where TOp : struct, IUpdateOp
    {
        private readonly TOp _op = op;
        private readonly float* _parameter = parameter;
        private readonly float* _gradient = gradient;
        private readonly float* _first = first;
        private readonly float* _second = second;
        private readonly int _count = count;

        public void Execute(int part)
        {
            nint start = BlockStart(part, _count);
            int length = BlockLength(part, _count);
            SpanLoops.Update(
                _op, new Span<float>(_parameter + start, length), new ReadOnlySpan<float>(_gradient + start, length),
                _first == null ? [] : new Span<float>(_first + start, length), _second == null ? [] : new Span<float>(_second + start, length));
        }
    }

    private readonly struct WhereJob(byte* condition, float* a, float* b, float* y, int count, bool accumulate) : IParallelJob
    {
        private readonly byte* _condition = condition;
        private readonly float* _a = a;
        private readonly float* _b = b;
        private readonly float* _y = y;
        private readonly int _count = count;
        private readonly bool _accumulate = accumulate;

        public void Execute(int part)
        {
            nint end = BlockStart(part, _count) + BlockLength(part, _count);
            for (nint i = BlockStart(part, _count); i < end; i++)
            {
                float* chosen = _condition[i] != 0 ? _a : _b;
                float value = chosen == null ? 0 : chosen[i];
                _y[i] = _accumulate ? _y[i] + value : value;
            }
        }
    }
}
