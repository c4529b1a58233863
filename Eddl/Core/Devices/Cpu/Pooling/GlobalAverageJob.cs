using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Mean of whole planes, or its gradient: one part is some planes.</summary>
internal readonly unsafe struct GlobalAverageJob(
    float* inputs, float* outputs, int planes, int planeSize, int planesPerPart, bool isGradient, bool accumulate) : IParallelJob
{
    private readonly float* _inputs = inputs;
    private readonly float* _outputs = outputs;
    private readonly int _planes = planes;
    private readonly int _planeSize = planeSize;
    private readonly int _planesPerPart = planesPerPart;
    private readonly bool _isGradient = isGradient;
    private readonly bool _accumulate = accumulate;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _planesPerPart, _planes);
        for (int plane = part * _planesPerPart; plane < end; plane++)
        {
            Span<float> cells = new(_inputs + ((nint)plane * _planeSize), _planeSize);
            if (!_isGradient)
            {
                _outputs[plane] = SpanLoops.Reduce(default(Sum), cells) / _planeSize;
                continue;
            }

            float share = _outputs[plane] / _planeSize;
            if (_accumulate)
            {
                SpanLoops.Map(new Affine(1, share), cells, cells);
            }
            else
            {
                cells.Fill(share);
            }
        }
    }
}
