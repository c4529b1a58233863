using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Input gradient of group and layer normalisation: one part is some rows.</summary>
internal unsafe struct GroupNormGradientJob : IParallelJob
{
    /// <summary>Sizes.</summary>
    public GroupNormShape Shape;

    /// <summary>Rows of one part.</summary>
    public int RowsPerPart;

    /// <summary>Input.</summary>
    public float* X;

    /// <summary>Gradient of the result.</summary>
    public float* Dy;

    /// <summary>Scale per channel, or null.</summary>
    public float* Gamma;

    /// <summary>Mean per row.</summary>
    public float* Mean;

    /// <summary>Inverse deviation per row.</summary>
    public float* InverseDeviation;

    /// <summary>Gradient of the input.</summary>
    public float* Dx;

    /// <summary>Whether Dx is added to.</summary>
    public bool Accumulate;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        int end = Math.Min((part + 1) * RowsPerPart, Shape.Rows);
        for (int row = part * RowsPerPart; row < end; row++)
        {
            Differentiate(row);
        }
    }

    private readonly void Differentiate(int row)
    {
        nint start = (nint)row * Shape.RowSize;
        int channel = row % Shape.Groups * Shape.ChannelsPerGroup;
        float* dy = Dy + start;
        if (Shape.Inner == 1 && Gamma != null)
        {
            // The scale varies from element to element: multiply it into the gradient first.
            dy = Workspace.Take(WorkspaceSlot.Result, Shape.RowSize);
            SpanLoops.Zip(
                default(Multiply), BroadcastClass.Same, new ReadOnlySpan<float>(Dy + start, Shape.RowSize),
                new ReadOnlySpan<float>(Gamma + channel, Shape.RowSize), new Span<float>(dy, Shape.RowSize), 1, Shape.RowSize);
        }

        bool isWhole = Shape.Inner == 1 || Gamma == null;
        int runs = isWhole ? 1 : Shape.ChannelsPerGroup;
        int length = isWhole ? Shape.RowSize : Shape.Inner;
        double sum = 0;
        double product = 0;
        for (int run = 0; run < runs; run++)
        {
            nint at = (nint)run * length;
            double gamma = isWhole ? 1 : Gamma[channel + run];
            (double runSum, double runProduct) = ChannelSums.SumAndProduct(X + start + at, dy + at, 1, 0, length, Mean[row]);
            sum += gamma * runSum;
            product += gamma * runProduct;
        }

        double inverse = InverseDeviation[row];
        float slope = (float)(-inverse * inverse * inverse * product / Shape.RowSize);
        float shift = (float)(-inverse * sum / Shape.RowSize);
        for (int run = 0; run < runs; run++)
        {
            nint at = (nint)run * length;
            StatisticsGradient op = new(Mean[row], (float)(inverse * (isWhole ? 1 : Gamma[channel + run])), slope, shift);
            ReadOnlySpan<float> x = new(X + start + at, length);
            SpanLoops.MapGradient(op, x, x, new ReadOnlySpan<float>(dy + at, length), new Span<float>(Dx + start + at, length), Accumulate);
        }
    }
}
