using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Scale and shift gradients of group and layer normalisation: one part is some channels.</summary>
internal readonly unsafe struct GroupNormAffineJob(GroupNormShape shape, int channelsPerPart, NormalizationGradients gradients) : IParallelJob
{
    private readonly GroupNormShape _shape = shape;
    private readonly int _channelsPerPart = channelsPerPart;
    private readonly NormalizationGradients _gradients = gradients;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int channels = _shape.Groups * _shape.ChannelsPerGroup;
        int end = Math.Min((part + 1) * _channelsPerPart, channels);
        for (int c = part * _channelsPerPart; c < end; c++)
        {
            double sum = 0;
            double product = 0;
            for (int n = 0; n < _shape.Batch; n++)
            {
                nint at = (((nint)n * channels) + c) * _shape.Inner;
                int row = (n * _shape.Groups) + (c / _shape.ChannelsPerGroup);
                (double runSum, double runProduct) = ChannelSums.SumAndProduct(_gradients.X + at, _gradients.Dy + at, 1, 0, _shape.Inner, _gradients.Mean[row]);
                sum += runSum;
                product += _gradients.InverseDeviation[row] * runProduct;
            }

            _gradients.StoreAffine(c, product, sum);
        }
    }
}
