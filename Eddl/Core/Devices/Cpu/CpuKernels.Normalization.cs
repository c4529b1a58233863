namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // Channels that share cache lines, where the run of one channel is short.
    private const int NarrowChannels = 16;

    /// <inheritdoc/>
    public override void BatchNorm(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, ChannelShape shape, float epsilon)
    {
        int channels = ChannelsPerPart(shape.Inner);
        BatchNormJob job = new(shape, channels, new NormalizationOperands(x, gamma, beta, mean, inverseDeviation, y, epsilon));
        Run(ref job, Parts(shape.Channels, channels), x.Count);
    }

    /// <inheritdoc/>
    public override void BatchNormGradient(
        Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        ChannelShape shape, bool accumulate, bool accumulateAffine)
    {
        int channels = ChannelsPerPart(shape.Inner);
        NormalizationGradients gradients = new(x, dy, gamma, mean, inverseDeviation, dx, dgamma, dbeta, accumulate, accumulateAffine);
        BatchNormGradientJob job = new(shape, channels, gradients);
        Run(ref job, Parts(shape.Channels, channels), x.Count);
    }

    /// <inheritdoc/>
    public override void GroupNorm(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, GroupNormShape shape, float epsilon)
    {
        int rows = RowsPerPart(shape);
        GroupNormJob job = new(shape, rows, new NormalizationOperands(x, gamma, beta, mean, inverseDeviation, y, epsilon));
        Run(ref job, Parts(shape.Rows, rows), x.Count);
    }

    /// <inheritdoc/>
    public override void GroupNormGradient(
        Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        GroupNormShape shape, bool accumulate, bool accumulateAffine)
    {
        NormalizationGradients gradients = new(x, dy, gamma, mean, inverseDeviation, dx, dgamma, dbeta, accumulate, accumulateAffine);
        if (dx is not null)
        {
            int rows = RowsPerPart(shape);
            GroupNormGradientJob job = new(shape, rows, gradients);
            Run(ref job, Parts(shape.Rows, rows), x.Count);
        }

        if (dgamma is not null || dbeta is not null)
        {
            int channels = ChannelsPerPart(shape.Inner);
            GroupNormAffineJob job = new(shape, channels, gradients);
            Run(ref job, Parts(shape.Groups * shape.ChannelsPerGroup, channels), x.Count);
        }
    }

    /// <inheritdoc/>
    public override void ChannelSum(Tensor x, Tensor y, ChannelShape shape, bool accumulate)
    {
        ChannelSumJob job = new(x.Pointer, y.Pointer, shape, ChannelsPerPart(shape.Inner), accumulate);
        Run(ref job, Parts(shape.Channels, ChannelsPerPart(shape.Inner)), x.Count);
    }

    /// <summary>First element of a tensor, or null where there is none.</summary>
    internal static float* PointerOrNull(Tensor? x) => x is null ? null : x.Pointer;

    private static int ChannelsPerPart(int inner) => inner < NarrowChannels ? NarrowChannels : 1;

    private static int RowsPerPart(in GroupNormShape shape) => Math.Max(1, BlockSize / Math.Max(1, shape.RowSize));

    private static int Parts(int items, int itemsPerPart) => (items + itemsPerPart - 1) / itemsPerPart;
}
