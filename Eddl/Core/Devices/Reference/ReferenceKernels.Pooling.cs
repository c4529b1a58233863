namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void MaxPool(Tensor x, Tensor y, Tensor indices, in PoolShape shape)
    {
        Span<float> destination = y.Floats();
        Span<int> winners = indices.Integers();
        for (int i = 0; i < destination.Length; i++)
        {
            Span<float> plane = x.Floats().Slice(i / shape.OutputPlane * shape.InputPlane, shape.InputPlane);
            int winner = -1;
            for (int r = 0; r < KernelPlane(shape); r++)
            {
                int cell = InputCell(shape.Depth, shape.Height, shape.Width, i % shape.OutputPlane, r);
                if (cell >= 0 && (winner < 0 || Beats(plane[cell], plane[winner], largest: true)))
                {
                    winner = cell;
                }
            }

            // A window that covers nothing but padding has no winner.
            destination[i] = winner < 0 ? float.NegativeInfinity : plane[winner];
            winners[i] = winner;
        }
    }

    /// <inheritdoc/>
    public override void MaxPoolGradient(Tensor dy, Tensor indices, Tensor dx, in PoolShape shape, bool accumulate)
    {
        Span<float> source = dy.Floats();
        Span<int> winners = indices.Integers();
        double[] sums = new double[dx.Count];
        for (int i = 0; i < source.Length; i++)
        {
            if (winners[i] >= 0)
            {
                sums[(i / shape.OutputPlane * shape.InputPlane) + winners[i]] += source[i];
            }
        }

        Store(dx.Floats(), sums, accumulate);
    }

    /// <inheritdoc/>
    public override void AveragePool(Tensor x, Tensor y, in PoolShape shape)
    {
        Span<float> destination = y.Floats();
        for (int i = 0; i < destination.Length; i++)
        {
            Span<float> plane = x.Floats().Slice(i / shape.OutputPlane * shape.InputPlane, shape.InputPlane);
            double sum = 0;
            for (int r = 0; r < KernelPlane(shape); r++)
            {
                int cell = InputCell(shape.Depth, shape.Height, shape.Width, i % shape.OutputPlane, r);
                sum += cell < 0 ? 0 : plane[cell];
            }

            destination[i] = (float)(sum / Divisor(shape, i % shape.OutputPlane));
        }
    }

    /// <inheritdoc/>
    public override void AveragePoolGradient(Tensor dy, Tensor dx, in PoolShape shape, bool accumulate)
    {
        Span<float> source = dy.Floats();
        double[] sums = new double[dx.Count];
        for (int i = 0; i < source.Length; i++)
        {
            double share = source[i] / Divisor(shape, i % shape.OutputPlane);
            for (int r = 0; r < KernelPlane(shape); r++)
            {
                int cell = InputCell(shape.Depth, shape.Height, shape.Width, i % shape.OutputPlane, r);
                if (cell >= 0)
                {
                    sums[(i / shape.OutputPlane * shape.InputPlane) + cell] += share;
                }
            }
        }

        Store(dx.Floats(), sums, accumulate);
    }

    private static int KernelPlane(in PoolShape shape) => shape.Depth.Kernel * shape.Height.Kernel * shape.Width.Kernel;

    /// <summary>What the sum of a window is divided by: the cells of the window, or those inside the input. A window of nothing but padding
    /// averages to 0.</summary>
    private static double Divisor(in PoolShape shape, int outputCell)
    {
        int inside = 0;
        for (int r = 0; r < KernelPlane(shape); r++)
        {
            inside += InputCell(shape.Depth, shape.Height, shape.Width, outputCell, r) < 0 ? 0 : 1;
        }

        return shape.CountPadding ? KernelPlane(shape) : Math.Max(inside, 1);
    }
}
