using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Scale and shift gradients of group and layer normalisation: one part is some channels.</summary>
internal unsafe struct GroupNormAffineJob : IParallelJob
{
    /// <summary>Sizes.</summary>
    public GroupNormShape Shape;

    /// <summary>Channels of one part.</summary>
    public int ChannelsPerPart;

    /// <summary>Input.</summary>
    public float* X;

    /// <summary>Gradient of the result.</summary>
    public float* Dy;

    /// <summary>Mean per row.</summary>
    public float* Mean;

    /// <summary>Inverse deviation per row.</summary>
    public float* InverseDeviation;

    /// <summary>Gradient of the scale, or null.</summary>
    public float* Dgamma;

    /// <summary>Gradient of the shift, or null.</summary>
    public float* Dbeta;

    /// <summary>Whether the gradients are added to.</summary>
    public bool Accumulate;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        int channels = Shape.Groups * Shape.ChannelsPerGroup;
        int end = Math.Min((part + 1) * ChannelsPerPart, channels);
        for (int c = part * ChannelsPerPart; c < end; c++)
        {
            double sum = 0;
            double product = 0;
            for (int n = 0; n < Shape.Batch; n++)
            {
                nint at = (((nint)n * channels) + c) * Shape.Inner;
                int row = (n * Shape.Groups) + (c / Shape.ChannelsPerGroup);
                (double runSum, double runProduct) = ChannelSums.SumAndProduct(X + at, Dy + at, 1, 0, Shape.Inner, Mean[row]);
                sum += runSum;
                product += InverseDeviation[row] * runProduct;
            }

            if (Dgamma != null)
            {
                Dgamma[c] = (float)(product + (Accumulate ? Dgamma[c] : 0));
            }

            if (Dbeta != null)
            {
                Dbeta[c] = (float)(sum + (Accumulate ? Dbeta[c] : 0));
            }
        }
    }
}
