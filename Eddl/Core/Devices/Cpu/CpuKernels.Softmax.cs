using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    /// <inheritdoc/>
    public override void Softmax(Tensor x, Tensor y, bool logarithm)
    {
        SoftmaxJob job = new(RowBlocks.Of(x), x.Pointer, y.Pointer, logarithm);
        Run(ref job, job.Rows.Count, x.Count);
    }

    /// <inheritdoc/>
    public override void SoftmaxGradient(Tensor y, Tensor dy, Tensor dx, bool logarithm, bool accumulate)
    {
        SoftmaxGradientJob job = new(RowBlocks.Of(y), y.Pointer, dy.Pointer, dx.Pointer, logarithm, accumulate);
        Run(ref job, job.Rows.Count, y.Count);
    }

    /// <inheritdoc/>
    public override void CrossEntropy(Tensor logits, Tensor labels, Tensor? classWeights, Tensor probabilities, Tensor loss, float smoothing)
    {
        RowBlocks rows = RowBlocks.Of(logits);
        LabelCheck.Require("CrossEntropy", labels.Integers(), rows.Size);
        double* partials = (double*)Workspace.Take(WorkspaceSlot.Partials, 4L * rows.Count);
        CrossEntropyJob job = new(
            rows, logits.Pointer, IndexPointer(labels), PointerOrNull(classWeights), probabilities.Pointer, partials, smoothing);
        Run(ref job, rows.Count, logits.Count);
        double sum = 0;
        double weights = 0;
        for (int block = 0; block < rows.Count; block++)
        {
            sum += partials[2 * block];
            weights += partials[(2 * block) + 1];
        }

        *loss.Pointer = (float)(sum / weights);
    }

    /// <inheritdoc/>
    public override void CrossEntropyGradient(
        Tensor probabilities, Tensor labels, Tensor? classWeights, Tensor dloss, Tensor dlogits, float smoothing, bool accumulate)
    {
        double weights = labels.Count;
        if (classWeights is not null)
        {
            weights = 0;
            foreach (int label in labels.Integers())
            {
                weights += classWeights.Pointer[label];
            }
        }

        RowBlocks rows = RowBlocks.Of(probabilities);
        CrossEntropyGradientJob job = new(
            rows, probabilities.Pointer, IndexPointer(labels), PointerOrNull(classWeights), dlogits.Pointer,
            *dloss.Pointer / weights, smoothing, accumulate);
        Run(ref job, rows.Count, probabilities.Count);
    }

    /// <summary>A class without a share of the target costs nothing, even where its probability is 0 and the logarithm −∞.</summary>
    private static double Share(double share, float logarithm) => share == 0 ? 0 : share * logarithm;

    private static float Weight(float* weights, int label) => weights == null ? 1 : weights[label];

    /// <summary>Rows along the last axis, some of them per part.</summary>
    private readonly record struct RowBlocks(int Rows, int Size, int RowsPerBlock)
    {
        public int Count => (Rows + RowsPerBlock - 1) / RowsPerBlock;

        public static RowBlocks Of(Tensor x)
        {
            int size = x.Shape[-1];
            return new(size == 0 ? 0 : x.Count / size, size, Math.Max(1, BlockSizeOf(x.Count) / Math.Max(1, size)));
        }

        public nint Start(int block) => (nint)block * RowsPerBlock;

        public int RowsOf(int block) => Math.Min(RowsPerBlock, Rows - (block * RowsPerBlock));

        public Span<float> Block(float* x, int block) => new(x + (Start(block) * Size), RowsOf(block) * Size);
    }

    private readonly struct SoftmaxJob(RowBlocks rows, float* x, float* y, bool logarithm) : IParallelJob
    {
        private readonly float* _x = x;
        private readonly float* _y = y;
        private readonly bool _logarithm = logarithm;

        public RowBlocks Rows { get; } = rows;

        public void Execute(int part)
        {
            if (_logarithm)
            {
                SpanLoops.LogSoftmaxRows(Rows.Block(_x, part), Rows.Block(_y, part), Rows.RowsOf(part), Rows.Size, Streams((long)Rows.Rows * Rows.Size));
            }
            else
            {
                SpanLoops.SoftmaxRows(Rows.Block(_x, part), Rows.Block(_y, part), Rows.RowsOf(part), Rows.Size, Streams((long)Rows.Rows * Rows.Size));
            }
        }
    }

    private readonly struct SoftmaxGradientJob(RowBlocks rows, float* y, float* dy, float* dx, bool logarithm, bool accumulate) : IParallelJob
    {
        private readonly float* _y = y;
        private readonly float* _dy = dy;
        private readonly float* _dx = dx;
        private readonly bool _logarithm = logarithm;
        private readonly bool _accumulate = accumulate;

        public RowBlocks Rows { get; } = rows;

        public void Execute(int part)
        {
            Span<float> y = Rows.Block(_y, part);
            Span<float> dy = Rows.Block(_dy, part);
            Span<float> dx = Rows.Block(_dx, part);
            if (_logarithm)
            {
                SpanLoops.LogSoftmaxRowsGradient(y, dy, dx, Rows.RowsOf(part), Rows.Size, _accumulate);
            }
            else
            {
                SpanLoops.SoftmaxRowsGradient(y, dy, dx, Rows.RowsOf(part), Rows.Size, _accumulate);
            }
        }
    }

    private readonly struct CrossEntropyJob(
        RowBlocks rows, float* logits, int* labels, float* weights, float* probabilities, double* partials, float smoothing) : IParallelJob
    {
        private readonly RowBlocks _rows = rows;
        private readonly float* _logits = logits;
        private readonly int* _labels = labels;
        private readonly float* _weights = weights;
        private readonly float* _probabilities = probabilities;
        private readonly double* _partials = partials;
        private readonly float _smoothing = smoothing;

        public void Execute(int part)
        {
            // The logarithms go where the probabilities will be: the loss needs them, since a tiny probability has no usable logarithm.
            Span<float> block = _rows.Block(_probabilities, part);
            SpanLoops.LogSoftmaxRows(_rows.Block(_logits, part), block, _rows.RowsOf(part), _rows.Size);
            (double sum, double weights) = _weights == null && _smoothing == 0 ? PlainLoss(part) : Loss(part);
            SpanLoops.Map(default(Exp), block, block);
            _partials[2 * part] = sum;
            _partials[(2 * part) + 1] = weights;
        }

        private (double Loss, double Weights) PlainLoss(int part)
        {
            int rows = _rows.RowsOf(part);
            nint size = _rows.Size;
            int* labels = _labels + _rows.Start(part);
            float* logs = _probabilities + (_rows.Start(part) * size);

            // Two sums: an addition need not wait for the one before.
            double even = 0;
            double odd = 0;
            int r = 0;
            for (; r + 2 <= rows; r += 2, logs += 2 * size)
            {
                even -= logs[labels[r]];
                odd -= logs[size + labels[r + 1]];
            }

            return (even + odd - (r < rows ? logs[labels[r]] : 0), rows);
        }

        private (double Loss, double Weights) Loss(int part)
        {
            double sum = 0;
            double weights = 0;
            for (int r = 0; r < _rows.RowsOf(part); r++)
            {
                nint row = _rows.Start(part) + r;
                float* logs = _probabilities + (row * _rows.Size);
                int label = _labels[row];
                double weight = Weight(_weights, label);
                sum -= Share((1.0 - _smoothing) * weight, logs[label]);
                for (int c = 0; c < _rows.Size && _smoothing > 0; c++)
                {
                    sum -= Share((double)_smoothing / _rows.Size * Weight(_weights, c), logs[c]);
                }

                weights += weight;
            }

            return (sum, weights);
        }
    }

    private readonly struct CrossEntropyGradientJob(
        RowBlocks rows, float* probabilities, int* labels, float* weights, float* dlogits, double scale, float smoothing, bool accumulate)
        : IParallelJob
    {
        private readonly RowBlocks _rows = rows;
        private readonly float* _probabilities = probabilities;
        private readonly int* _labels = labels;
        private readonly float* _weights = weights;
        private readonly float* _dlogits = dlogits;
        private readonly double _scale = scale;
        private readonly float _smoothing = smoothing;
        private readonly bool _accumulate = accumulate;

        public void Execute(int part)
        {
            if (_weights == null && !_accumulate)
            {
                Unweighted(part);
            }
            else
            {
                Weighted(part);
            }
        }

        private void Unweighted(int part)
        {
            nint size = _rows.Size;
            nint start = _rows.Start(part);
            float scale = (float)_scale;
            float share = _smoothing / size;
            float hit = 1 - _smoothing + share;
            SpanLoops.Map(new Affine(scale, -scale * share), _rows.Block(_probabilities, part), _rows.Block(_dlogits, part));

            // The difference first: next to a probability of almost 1 it is exact.
            for (nint row = start; row < start + _rows.RowsOf(part); row++)
            {
                nint at = (row * size) + _labels[row];
                _dlogits[at] = scale * (_probabilities[at] - hit);
            }
        }

        private void Weighted(int part)
        {
            for (int r = 0; r < _rows.RowsOf(part); r++)
            {
                nint row = _rows.Start(part) + r;
                int label = _labels[row];
                float share = _smoothing / _rows.Size;
                double sum = (1.0 - _smoothing) * Weight(_weights, label);
                for (int c = 0; c < _rows.Size; c++)
                {
                    sum += (double)share * Weight(_weights, c);
                }

                float whole = (float)sum;

                float* p = _probabilities + (row * _rows.Size);
                float* d = _dlogits + (row * _rows.Size);
                for (int c = 0; c < _rows.Size; c++)
                {
                    float target = Weight(_weights, c) * (c == label ? 1 - _smoothing + share : share);
                    float gradient = (float)_scale * ((whole * p[c]) - target);
                    d[c] = _accumulate ? d[c] + gradient : gradient;
                }
            }
        }
    }
}
