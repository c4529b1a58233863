using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void Reduce<TOp>(TOp op, Tensor x, Tensor y, ReduceShape shape)
    {
        Span<float> source = x.Floats();
        Span<float> destination = y.Floats();
        for (int o = 0; o < shape.Outer; o++)
        {
            for (int i = 0; i < shape.Inner; i++)
            {
                Scalar64 result = Scalar64.Of(TOp.Identity);
                for (int s = 0; s < shape.Size; s++)
                {
                    result = op.Combine(result, op.Map(new Scalar64(source[(((o * shape.Size) + s) * shape.Inner) + i])));
                }

                destination[(o * shape.Inner) + i] = (float)result.Value;
            }
        }
    }

    /// <inheritdoc/>
    public override void Extreme(Tensor x, Tensor y, Tensor indices, ReduceShape shape, bool largest)
    {
        Span<float> source = x.Floats();
        Span<float> destination = y.Floats();
        Span<int> winners = indices.Integers();
        for (int o = 0; o < shape.Outer; o++)
        {
            for (int i = 0; i < shape.Inner; i++)
            {
                int winner = 0;
                float extreme = source[(o * shape.Size * shape.Inner) + i];
                for (int s = 1; s < shape.Size; s++)
                {
                    float value = source[(((o * shape.Size) + s) * shape.Inner) + i];
                    if (Beats(value, extreme, largest))
                    {
                        winner = s;
                        extreme = value;
                    }
                }

                destination[(o * shape.Inner) + i] = extreme;
                winners[(o * shape.Inner) + i] = winner;
            }
        }
    }

    /// <inheritdoc/>
    public override void ExtremeGradient(Tensor dy, Tensor indices, Tensor dx, ReduceShape shape, bool accumulate)
    {
        Span<float> source = dy.Floats();
        Span<int> winners = indices.Integers();
        Span<float> destination = dx.Floats();
        if (!accumulate)
        {
            destination.Clear();
        }

        for (int o = 0; o < shape.Outer; o++)
        {
            for (int i = 0; i < shape.Inner; i++)
            {
                int from = (o * shape.Inner) + i;
                destination[(((o * shape.Size) + winners[from]) * shape.Inner) + i] += source[from];
            }
        }
    }

    /// <inheritdoc/>
    public override void ChannelSum(Tensor x, Tensor y, ChannelShape shape, bool accumulate)
    {
        Span<float> source = x.Floats();
        Span<float> destination = y.Floats();
        for (int c = 0; c < shape.Channels; c++)
        {
            double sum = 0;
            for (int n = 0; n < shape.Batch; n++)
            {
                for (int s = 0; s < shape.Inner; s++)
                {
                    sum += source[(((n * shape.Channels) + c) * shape.Inner) + s];
                }
            }

            Store(ref destination[c], sum, accumulate);
        }
    }

    /// <summary>Whether a later value takes the place of the extreme so far: equal values never do, NaN does unless there is one already.</summary>
    private static bool Beats(float value, float extreme, bool largest)
        => !float.IsNaN(extreme) && (float.IsNaN(value) || (largest ? value > extreme : value < extreme));
}
