using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Input gradient of group and layer normalisation: one part is some rows.</summary>
internal readonly unsafe struct GroupNormGradientJob(GroupNormShape shape, int rowsPerPart, NormalizationGradients gradients) : IParallelJob
{
    private readonly GroupNormShape _shape = shape;
    private readonly int _rowsPerPart = rowsPerPart;
    private readonly NormalizationGradients _gradients = gradients;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int end = Math.Min((part + 1) * _rowsPerPart, _shape.Rows);
        for (int row = part * _rowsPerPart; row < end; row++)
        {
            Differentiate(row);
        }
    }

    private void Differentiate(int row)
    {
        nint start = (nint)row * _shape.RowSize;
        int channel = row % _shape.Groups * _shape.ChannelsPerGroup;
        bool isWhole = _shape.Inner == 1 || _gradients.Gamma == null;
        int runs = isWhole ? 1 : _shape.ChannelsPerGroup;
        int length = isWhole ? _shape.RowSize : _shape.Inner;

        // The scale varies from element to element, or from run to run.
        float* gammas = isWhole && _gradients.Gamma != null ? _gradients.Gamma + channel : null;
        double sum = 0;
        double product = 0;
        for (int run = 0; run < runs; run++)
        {
            nint at = start + ((nint)run * length);
            double gamma = isWhole ? 1 : _gradients.Gamma[channel + run];
            (double runSum, double runProduct) = LayerNormRows.GradientSums(_gradients.X + at, _gradients.Dy + at, gammas, length, _gradients.Mean[row]);
            sum += gamma * runSum;
            product += gamma * runProduct;
        }

        double inverse = _gradients.InverseDeviation[row];
        float slope = (float)(-inverse * inverse * inverse * product / _shape.RowSize);
        float shift = (float)(-inverse * sum / _shape.RowSize);
        for (int run = 0; run < runs; run++)
        {
            nint at = start + ((nint)run * length);
            float scale = (float)(inverse * (isWhole ? 1 : _gradients.Gamma[channel + run]));
            LayerNormRows.ApplyGradient(
                _gradients.X + at, _gradients.Dy + at, gammas, _gradients.Dx + at, length, _gradients.Mean[row], scale, slope, shift, _gradients.Accumulate);
        }
    }
}
