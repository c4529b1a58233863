using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sum over everything but the channels: one part is some channels.</summary>
internal readonly unsafe struct ChannelSumJob(float* x, float* y, ChannelShape shape, int channelsPerPart, bool accumulate) : IParallelJob
{
    private readonly float* _x = x;
    private readonly float* _y = y;
    private readonly ChannelShape _shape = shape;
    private readonly int _channelsPerPart = channelsPerPart;
    private readonly bool _accumulate = accumulate;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _channelsPerPart, _shape.Channels);
        for (int c = part * _channelsPerPart; c < end; c++)
        {
            double sum = ChannelSums.Sum(_x + ((nint)c * _shape.Inner), _shape.Batch, (nint)_shape.Channels * _shape.Inner, _shape.Inner);
            _y[c] = (float)(sum + (_accumulate ? _y[c] : 0));
        }
    }
}
