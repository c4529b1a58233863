namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void Convolution(Tensor x, Tensor w, Tensor? bias, Tensor y, in ConvolutionShape shape)
    {
        Span<float> xs = x.Floats();
        Span<float> ws = w.Floats();
        double[] sums = new double[y.Count];
        for (int i = 0; bias is not null && i < sums.Length; i++)
        {
            sums[i] = bias.Floats()[i / shape.OutputPlane % shape.Filters];
        }

        foreach (Product at in Products(shape))
        {
            sums[at.Y] += (double)xs[at.X] * ws[at.W];
        }

        Store(y.Floats(), sums, accumulate: false);
    }

    /// <inheritdoc/>
    public override void ConvolutionInputGradient(Tensor dy, Tensor w, Tensor? bias, Tensor dx, in ConvolutionShape shape, bool accumulate)
    {
        Span<float> dys = dy.Floats();
        Span<float> ws = w.Floats();
        double[] sums = new double[dx.Count];
        for (int i = 0; bias is not null && i < sums.Length; i++)
        {
            sums[i] = bias.Floats()[i / shape.InputPlane % shape.Channels];
        }

        foreach (Product at in Products(shape))
        {
            sums[at.X] += (double)dys[at.Y] * ws[at.W];
        }

        Store(dx.Floats(), sums, accumulate);
    }

    /// <inheritdoc/>
    public override void ConvolutionWeightGradient(Tensor x, Tensor dy, Tensor dw, in ConvolutionShape shape, bool accumulate)
    {
        Span<float> xs = x.Floats();
        Span<float> dys = dy.Floats();
        double[] sums = new double[dw.Count];
        foreach (Product at in Products(shape))
        {
            sums[at.W] += (double)xs[at.X] * dys[at.Y];
        }

        Store(dw.Floats(), sums, accumulate);
    }

    /// <summary>Every product <c>x·w</c> that a convolution adds to y. The three kernels differ only in which of the three tensors is summed into.</summary>
    private static IEnumerable<Product> Products(ConvolutionShape shape)
    {
        (int batch, int channels, int filters, _, Window depth, Window height, Window width) = shape;
        int inputPlane = shape.InputPlane;
        int outputPlane = shape.OutputPlane;
        int kernelPlane = shape.KernelPlane;
        for (int o = 0; o < outputPlane; o++)
        {
            for (int r = 0; r < kernelPlane; r++)
            {
                int inputCell = InputCell(depth, height, width, o, r);
                for (int i = 0; inputCell >= 0 && i < batch * filters * shape.ChannelsPerGroup; i++)
                {
                    // i counts (sample n, filter k, channel c of the filter's group) in row-major order.
                    int c = i % shape.ChannelsPerGroup;
                    int k = i / shape.ChannelsPerGroup % filters;
                    int n = i / shape.ChannelsPerGroup / filters;
                    int channel = (k / shape.FiltersPerGroup * shape.ChannelsPerGroup) + c;
                    yield return new Product(
                        (((n * channels) + channel) * inputPlane) + inputCell,
                        (((k * shape.ChannelsPerGroup) + c) * kernelPlane) + r,
                        (((n * filters) + k) * outputPlane) + o);
                }
            }
        }
    }

    /// <summary>Positions of the two factors and of the sum.</summary>
    private readonly record struct Product(int X, int W, int Y);
}
