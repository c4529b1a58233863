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
        BatchNormJob job = new()
        {
            Shape = shape,
            ChannelsPerPart = channels,
            X = x.Pointer,
            Gamma = PointerOrNull(gamma),
            Beta = PointerOrNull(beta),
            Mean = mean.Pointer,
            InverseDeviation = inverseDeviation.Pointer,
            Y = y.Pointer,
            Epsilon = epsilon,
        };
        Run(ref job, Parts(shape.Channels, channels), x.Count);
    }

    /// <inheritdoc/>
    public override void BatchNormGradient(
        Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        ChannelShape shape, bool accumulate, bool accumulateAffine)
    {
        int channels = ChannelsPerPart(shape.Inner);
        BatchNormGradientJob job = new()
        {
            Shape = shape,
            ChannelsPerPart = channels,
            X = x.Pointer,
            Dy = dy.Pointer,
            Gamma = PointerOrNull(gamma),
            Mean = mean.Pointer,
            InverseDeviation = inverseDeviation.Pointer,
            Dx = PointerOrNull(dx),
            Dgamma = PointerOrNull(dgamma),
            Dbeta = PointerOrNull(dbeta),
            Accumulate = accumulate,
            AccumulateAffine = accumulateAffine,
        };
        Run(ref job, Parts(shape.Channels, channels), x.Count);
    }

    /// <inheritdoc/>
    public override void GroupNorm(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, GroupNormShape shape, float epsilon)
    {
        int rows = Math.Max(1, BlockSize / Math.Max(1, shape.RowSize));
        GroupNormJob job = new()
        {
            Shape = shape,
            RowsPerPart = rows,
            X = x.Pointer,
            Gamma = PointerOrNull(gamma),
            Beta = PointerOrNull(beta),
            Mean = mean.Pointer,
            InverseDeviation = inverseDeviation.Pointer,
            Y = y.Pointer,
            Epsilon = epsilon,
        };
        Run(ref job, Parts(shape.Rows, rows), x.Count);
    }

    /// <inheritdoc/>
    public override void GroupNormGradient(
        Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        GroupNormShape shape, bool accumulate, bool accumulateAffine)
    {
        if (dx is not null)
        {
            int rows = Math.Max(1, BlockSize / Math.Max(1, shape.RowSize));
            GroupNormGradientJob job = new()
            {
                Shape = shape,
                RowsPerPart = rows,
                X = x.Pointer,
                Dy = dy.Pointer,
                Gamma = PointerOrNull(gamma),
                Mean = mean.Pointer,
                InverseDeviation = inverseDeviation.Pointer,
                Dx = dx.Pointer,
                Accumulate = accumulate,
            };
            Run(ref job, Parts(shape.Rows, rows), x.Count);
        }

        if (dgamma is not null || dbeta is not null)
        {
            int channels = ChannelsPerPart(shape.Inner);
            GroupNormAffineJob job = new()
            {
                Shape = shape,
                ChannelsPerPart = channels,
                X = x.Pointer,
                Dy = dy.Pointer,
                Mean = mean.Pointer,
                InverseDeviation = inverseDeviation.Pointer,
                Dgamma = PointerOrNull(dgamma),
                Dbeta = PointerOrNull(dbeta),
                Accumulate = accumulateAffine,
            };
            Run(ref job, Parts(shape.Groups * shape.ChannelsPerGroup, channels), x.Count);
        }
    }

    /// <inheritdoc/>
    public override void ChannelSum(Tensor x, Tensor y, ChannelShape shape, bool accumulate)
    {
        ChannelSumJob job = new(x.Pointer, y.Pointer, shape, ChannelsPerPart(shape.Inner), accumulate);
        Run(ref job, Parts(shape.Channels, ChannelsPerPart(shape.Inner)), x.Count);
    }

    private static float* PointerOrNull(Tensor? x) => x is null ? null : x.Pointer;

    private static int ChannelsPerPart(int inner) => inner < NarrowChannels ? NarrowChannels : 1;

    private static int Parts(int items, int itemsPerPart) => (items + itemsPerPart - 1) / itemsPerPart;
}
