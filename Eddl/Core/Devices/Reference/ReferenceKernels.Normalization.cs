namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void BatchNorm(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, ChannelShape shape, float epsilon)
        => Normalize(x, gamma, beta, mean, inverseDeviation, y, NormElements.OfBatch(shape), epsilon);

    /// <inheritdoc/>
    public override void GroupNorm(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, GroupNormShape shape, float epsilon)
        => Normalize(x, gamma, beta, mean, inverseDeviation, y, NormElements.OfGroups(shape), epsilon);

    /// <inheritdoc/>
    public override void BatchNormGradient(
        Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        ChannelShape shape, bool accumulate, bool accumulateAffine)
        => NormalizeGradient(x, dy, gamma, mean, inverseDeviation, dx, dgamma, dbeta, NormElements.OfBatch(shape), accumulate, accumulateAffine);

    /// <inheritdoc/>
    public override void GroupNormGradient(
        Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        GroupNormShape shape, bool accumulate, bool accumulateAffine)
        => NormalizeGradient(x, dy, gamma, mean, inverseDeviation, dx, dgamma, dbeta, NormElements.OfGroups(shape), accumulate, accumulateAffine);

    private static void Normalize(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, NormElements elements, double epsilon)
    {
        Span<float> xs = x.Floats();
        Span<float> ys = y.Floats();
        Span<float> scales = gamma is null ? [] : gamma.Floats();
        Span<float> shifts = beta is null ? [] : beta.Floats();
        double[] means = new double[elements.Rows];
        double[] deviations = new double[elements.Rows];
        for (int i = 0; i < xs.Length; i++)
        {
            means[elements.Row(i)] += xs[i] / (double)elements.RowSize;
        }

        for (int i = 0; i < xs.Length; i++)
        {
            double distance = xs[i] - means[elements.Row(i)];
            deviations[elements.Row(i)] += distance * distance / elements.RowSize;
        }

        for (int row = 0; row < elements.Rows; row++)
        {
            deviations[row] = Math.Sqrt(deviations[row] + epsilon);
            mean.Floats()[row] = (float)means[row];
            inverseDeviation.Floats()[row] = (float)(1 / deviations[row]);
        }

        for (int i = 0; i < xs.Length; i++)
        {
            int row = elements.Row(i);
            int channel = elements.Channel(i);
            double normalized = (xs[i] - means[row]) / deviations[row];
            ys[i] = (float)((Scale(scales, channel) * normalized) + (shifts.IsEmpty ? 0 : shifts[channel]));
        }
    }

    /// <summary>With <c>x̂ = (x − mean)·inverseDeviation</c> and <c>g = gamma·dy</c>: <c>dx = inverseDeviation·(g − mean(g) − x̂·mean(g·x̂))</c>
    /// with means over the row, <c>dgamma = Σ dy·x̂</c> and <c>dbeta = Σ dy</c> per channel.</summary>
    private static void NormalizeGradient(
        Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        NormElements elements, bool accumulate, bool accumulateAffine)
    {
        Span<float> xs = x.Floats();
        Span<float> dys = dy.Floats();
        Span<float> dxs = dx is null ? [] : dx.Floats();
        Span<float> scales = gamma is null ? [] : gamma.Floats();
        Span<float> means = mean.Floats();
        Span<float> inverses = inverseDeviation.Floats();
        double[] meanG = new double[elements.Rows];
        double[] meanGX = new double[elements.Rows];
        double[] sumDy = new double[elements.Channels];
        double[] sumDyX = new double[elements.Channels];
        for (int i = 0; i < xs.Length; i++)
        {
            int row = elements.Row(i);
            int channel = elements.Channel(i);
            double normalized = ((double)xs[i] - means[row]) * inverses[row];
            double g = Scale(scales, channel) * dys[i];
            meanG[row] += g / elements.RowSize;
            meanGX[row] += g * normalized / elements.RowSize;
            sumDy[channel] += dys[i];
            sumDyX[channel] += dys[i] * normalized;
        }

        for (int i = 0; i < dxs.Length; i++)
        {
            int row = elements.Row(i);
            double normalized = ((double)xs[i] - means[row]) * inverses[row];
            double g = Scale(scales, elements.Channel(i)) * dys[i];
            Store(ref dxs[i], inverses[row] * (g - meanG[row] - (normalized * meanGX[row])), accumulate);
        }

        if (dgamma is not null)
        {
            Store(dgamma.Floats(), sumDyX, accumulateAffine);
        }

        if (dbeta is not null)
        {
            Store(dbeta.Floats(), sumDy, accumulateAffine);
        }
    }

    private static double Scale(ReadOnlySpan<float> scales, int index) => scales.IsEmpty ? 1 : scales[index];

    /// <summary>Which statistics and which scale an element has. Batch and group normalisation differ in nothing else.</summary>
    /// <param name="Rows">Number of statistics.</param>
    /// <param name="RowSize">Elements that share statistics.</param>
    /// <param name="Channels">Number of scales.</param>
    /// <param name="Inner">Elements per sample and channel.</param>
    /// <param name="RowStep">Elements that lie one after the other in a row.</param>
    private readonly record struct NormElements(int Rows, int RowSize, int Channels, int Inner, int RowStep)
    {
        public static NormElements OfBatch(ChannelShape shape)
            => new(shape.Channels, shape.Batch * shape.Inner, shape.Channels, shape.Inner, shape.Inner);

        public static NormElements OfGroups(GroupNormShape shape)
            => new(shape.Rows, shape.RowSize, shape.Groups * shape.ChannelsPerGroup, shape.Inner, shape.RowSize);

        public int Row(int element) => element / RowStep % Rows;

        public int Channel(int element) => element / Inner % Channels;
    }
}
