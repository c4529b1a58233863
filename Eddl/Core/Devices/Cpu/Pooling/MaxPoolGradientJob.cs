using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gives the gradient of each window to its winner: one part is some planes.</summary>
internal readonly unsafe struct MaxPoolGradientJob(float* dy, int* indices, float* dx, PoolShape shape, int planesPerPart, bool accumulate) : IParallelJob
{
    private readonly float* _dy = dy;
    private readonly int* _indices = indices;
    private readonly float* _dx = dx;
    private readonly PoolShape _shape = shape;
    private readonly int _planesPerPart = planesPerPart;
    private readonly bool _accumulate = accumulate;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _planesPerPart, _shape.Planes);
        int outputs = _shape.OutputPlane;
        for (int plane = part * _planesPerPart; plane < end; plane++)
        {
            float* dx = _dx + ((nint)plane * _shape.InputPlane);
            if (!_accumulate)
            {
                new Span<float>(dx, _shape.InputPlane).Clear();
            }

            float* dy = _dy + ((nint)plane * outputs);
            int* winners = _indices + ((nint)plane * outputs);
            for (nint i = 0; i < outputs; i++)
            {
                if (winners[i] >= 0)
                {
                    dx[winners[i]] += dy[i];
                }
            }
        }
    }
}
