using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // Row ranges of a table whose gradients are summed side by side.
    private const int TableParts = 16;

    /// <inheritdoc/>
    public override void Gather(Tensor table, Tensor indices, Tensor y)
    {
        LabelCheck.Require("Gather", indices.Integers(), table.Shape[0]);
        int width = RowSize(table);
        int rowsPerPart = Math.Max(1, BlockSize / Math.Max(1, width));
        GatherJob job = new(table.Pointer, IndexPointer(indices), y.Pointer, indices.Count, width, rowsPerPart);
        Run(ref job, (indices.Count + rowsPerPart - 1) / rowsPerPart, y.Count);
    }

    /// <inheritdoc/>
    public override void GatherGradient(Tensor indices, Tensor dy, Tensor dtable, bool accumulate)
    {
        int rows = dtable.Shape[0];
        LabelCheck.Require("Gather", indices.Integers(), rows);
        int parts = Math.Clamp(rows, 1, TableParts);
        GatherGradientJob job = new(IndexPointer(indices), dy.Pointer, dtable.Pointer, indices.Count, rows, RowSize(dtable), parts, accumulate);
        Run(ref job, parts, (long)dy.Count + dtable.Count);
    }

    /// <inheritdoc/>
    public override void Extreme(Tensor x, Tensor y, Tensor indices, ReduceShape shape, bool largest)
    {
        ExtremeJob job = new(x.Pointer, y.Pointer, IndexPointer(indices), shape, largest);
        Run(ref job, shape.Outer, (long)shape.Outer * shape.Size * shape.Inner);
    }

    /// <inheritdoc/>
    public override void ExtremeGradient(Tensor dy, Tensor indices, Tensor dx, ReduceShape shape, bool accumulate)
    {
        ExtremeGradientJob job = new(dy.Pointer, IndexPointer(indices), dx.Pointer, shape, accumulate);
        Run(ref job, shape.Outer, (long)shape.Outer * shape.Size * shape.Inner);
    }

    private static int* IndexPointer(Tensor indices) => (int*)indices.Storage.Address + indices.Layout.Offset;

    private static int RowSize(Tensor table)
    {
        int size = 1;
        for (int axis = 1; axis < table.Rank; axis++)
        {
            size *= table.Shape[axis];
        }

        return size;
    }

    private readonly struct GatherJob(float* table, int* indices, float* y, int count, int width, int rowsPerPart) : IParallelJob
    {
        private readonly float* _table = table;
        private readonly int* _indices = indices;
        private readonly float* _y = y;
        private readonly int _count = count;
        private readonly int _width = width;
        private readonly int _rowsPerPart = rowsPerPart;

        public void Execute(int part)
        {
            int end = Math.Min((part + 1) * _rowsPerPart, _count);
            for (int i = part * _rowsPerPart; i < end; i++)
            {
                new ReadOnlySpan<float>(_table + ((nint)_indices[i] * _width), _width).CopyTo(new Span<float>(_y + ((nint)i * _width), _width));
            }
        }
    }

    // Every part owns a range of table rows and looks for them among all indices: the order of i is kept, and no two parts meet.
    private readonly struct GatherGradientJob(
        int* indices, float* dy, float* dtable, int count, int rows, int width, int parts, bool accumulate) : IParallelJob
    {
        private readonly int* _indices = indices;
        private readonly float* _dy = dy;
        private readonly float* _dtable = dtable;
        private readonly int _count = count;
        private readonly int _rows = rows;
        private readonly int _width = width;
        private readonly int _parts = parts;
        private readonly bool _accumulate = accumulate;

        public void Execute(int part)
        {
            int start = (int)((long)part * _rows / _parts);
            int end = (int)((long)(part + 1) * _rows / _parts);
            if (!_accumulate)
            {
                new Span<float>(_dtable + ((nint)start * _width), (end - start) * _width).Clear();
            }

            for (int i = 0; i < _count; i++)
            {
                int row = _indices[i];
                if (row >= start && row < end)
                {
                    Span<float> sum = new(_dtable + ((nint)row * _width), _width);
                    SpanLoops.Zip(default(Add), BroadcastClass.Same, sum, new ReadOnlySpan<float>(_dy + ((nint)i * _width), _width), sum, 1, _width);
                }
            }
        }
    }

    private readonly struct ExtremeJob(float* x, float* y, int* indices, ReduceShape shape, bool largest) : IParallelJob
    {
        private readonly float* _x = x;
        private readonly float* _y = y;
        private readonly int* _indices = indices;
        private readonly ReduceShape _shape = shape;
        private readonly bool _largest = largest;

        public void Execute(int part)
        {
            float* x = _x + ((nint)part * _shape.Size * _shape.Inner);
            float* y = _y + ((nint)part * _shape.Inner);
            int* indices = _indices + ((nint)part * _shape.Inner);
            for (nint i = 0; i < _shape.Inner; i++)
            {
                y[i] = x[i];
                indices[i] = 0;
            }

            for (int s = 1; s < _shape.Size; s++)
            {
                x += _shape.Inner;
                for (nint i = 0; i < _shape.Inner; i++)
                {
                    float value = x[i];
                    float extreme = y[i];

                    // Equal values leave the first winner; NaN wins against numbers only.
                    if (!float.IsNaN(extreme) && (float.IsNaN(value) || (_largest ? value > extreme : value < extreme)))
                    {
                        y[i] = value;
                        indices[i] = s;
                    }
                }
            }
        }
    }

    private readonly struct ExtremeGradientJob(float* dy, int* indices, float* dx, ReduceShape shape, bool accumulate) : IParallelJob
    {
        private readonly float* _dy = dy;
        private readonly int* _indices = indices;
        private readonly float* _dx = dx;
        private readonly ReduceShape _shape = shape;
        private readonly bool _accumulate = accumulate;

        public void Execute(int part)
        {
            float* dx = _dx + ((nint)part * _shape.Size * _shape.Inner);
            if (!_accumulate)
            {
                new Span<float>(dx, _shape.Size * _shape.Inner).Clear();
            }

            for (nint i = 0; i < _shape.Inner; i++)
            {
                nint from = ((nint)part * _shape.Inner) + i;
                dx[((nint)_indices[from] * _shape.Inner) + i] += _dy[from];
            }
        }
    }
}
