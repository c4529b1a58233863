namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // Channels that share cache lines, where the run of one channel is short.
    private const int NarrowChannels = 16;

    /// <inheritdoc/>
    public override void BatchNorm(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, ChannelShape shape, float epsilon)
        => BatchNormThen(default(Identity), x, gamma, beta, mean, inverseDeviation, y, shape, epsilon);

    /// <inheritdoc/>
    public override void BatchNormGradient(
        Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        ChannelShape shape, bool accumulate, bool accumulateAffine)
    {
        NormalizationGradients gradients = new(x, dy, gamma, mean, inverseDeviation, dx, dgamma, dbeta, accumulate, accumulateAffine);
        if (HasChannelsLast(x, dy, dx))
        {
            NormalizeCellsGradient(default(DirectGradient), gradients, x, dy, dy, dx, null, accumulateSummand: false);
            return;
        }

        BatchNormGradient(gradients, shape);
    }

    /// <inheritdoc/>
    public override void GroupNorm(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, GroupNormShape shape, float epsilon)
    {
        int rows = RowsPerPart(shape);
        GroupNormJob job = new(shape, rows, new NormalizationOperands(x, gamma, beta, mean, inverseDeviation, y, epsilon), Streams(x.Count));
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

        if (dgamma is null && dbeta is null)
        {
            return;
        }

        if (shape.Groups == 1 && shape.Inner == 1)
        {
            LayerNormAffineJob job = new(shape, gradients);
            Run(ref job, Parts(shape.RowSize, LayerNormAffineJob.ColumnsPerPart), x.Count);
        }
        else
        {
            int channels = ChannelsPerPart(shape.Inner);
            GroupNormAffineJob job = new(shape, channels, gradients);
            Run(ref job, Parts(shape.Groups * shape.ChannelsPerGroup, channels), x.Count);
        }
    }

    /// <inheritdoc/>
    public override void ChannelSum(Tensor x, Tensor y, ChannelShape shape, bool accumulate)
    {
        if (x.ChannelsLast is { } format)
        {
            ChannelSumOfCells(x.Pointer, format, y, accumulate);
            return;
        }

        if (shape.Inner == 1)
        {
            SumColumns(x.Pointer, y.Pointer, shape.Batch, shape.Channels, accumulate);
            return;
        }

        ChannelSumJob job = new(x.Pointer, y.Pointer, shape, ChannelsPerPart(shape.Inner), accumulate);
        Run(ref job, Parts(shape.Channels, ChannelsPerPart(shape.Inner)), x.Count);
    }

    private void BatchNormGradient(in NormalizationGradients gradients, ChannelShape shape)
    {
        int channels = ChannelsPerPart(shape.Inner);
        BatchNormGradientJob job = new(shape, channels, gradients);
        Run(ref job, Parts(shape.Channels, channels), (long)shape.Batch * shape.Channels * shape.Inner);
    }

    private void ChannelSumOfCells(float* x, ChannelsLast format, Tensor y, bool accumulate)
    {
        int rows = format.Batch * format.Depth * format.Height, channels = format.Channels;
        int rowsPerPart = Math.Max(1, ReductionSize / Math.Max(1, format.Width * channels));
        int parts = Parts(rows, rowsPerPart);
        double* sums = (double*)Workspace.Take(WorkspaceSlot.Partials, 2L * parts * channels);
        CellSumJob job = new(format, x, sums, rowsPerPart);
        Run(ref job, parts, (long)rows * format.Width * channels);
        Span<float> result = y.Floats();
        for (int c = 0; c < channels; c++)
        {
            double sum = accumulate ? result[c] : 0;
            for (int part = 0; part < parts; part++)
            {
                sum += sums[((nint)part * channels) + c];
            }

            result[c] = (float)sum;
        }
    }

    /// <summary>First element of a tensor, or null where there is none.</summary>
    internal static float* PointerOrNull(Tensor? x) => x is null ? null : x.Pointer;

    private static int ChannelsPerPart(int inner) => inner < NarrowChannels ? NarrowChannels : 1;

    private static int RowsPerPart(in GroupNormShape shape) => Math.Max(1, BlockSizeOf((long)shape.Rows * shape.RowSize) / Math.Max(1, shape.RowSize));

    private static int Parts(int items, int itemsPerPart) => (items + itemsPerPart - 1) / itemsPerPart;
}
