using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

// Convolution and batch normalisation with the ops behind them. These are what the methods here say, op by op; a device overrides them where one pass over
// memory does it all.
public abstract partial class Kernels
{
    /// <summary>A convolution with one factor per filter, then an op: <c>y[k] = f(scale[k]·(w ∗ x)[k] + bias[k])</c>.</summary>
    /// <param name="op">f.</param>
    /// <param name="x">Input.</param>
    /// <param name="w">Filters.</param>
    /// <param name="bias"><c>[K]</c>, or null for 0.</param>
    /// <param name="scale"><c>[K]</c>, or null for 1.</param>
    /// <param name="y">Result.</param>
    /// <param name="shape">Sizes.</param>
    internal virtual void ConvolutionThen<TOp>(TOp op, Tensor x, Tensor w, Tensor? bias, Tensor? scale, Tensor y, in ConvolutionShape shape)
        where TOp : struct, IUnaryOp
    {
        Convolution(x, w, scale is null ? bias : null, y, shape);
        if (scale is not null)
        {
            Zip(default(Multiply), y, scale.ViewAs(PerChannel(y)), y);
            if (bias is not null)
            {
                Zip(default(Add), y, bias.ViewAs(PerChannel(y)), y);
            }
        }

        Map(op, y, y);
    }

    /// <summary><c>y = f(scale[c]·x + shift[c] + summand)</c>. x or the summand may be y.</summary>
    /// <param name="op">f.</param>
    /// <param name="x"><c>[N, C, S]</c>.</param>
    /// <param name="scale"><c>[C]</c>.</param>
    /// <param name="shift"><c>[C]</c>.</param>
    /// <param name="summand"><c>[N, C, S]</c>, or null.</param>
    /// <param name="y">Written: <c>[N, C, S]</c>.</param>
    /// <param name="shape">N, C, S.</param>
    internal virtual void ScaleAndShiftThen<TOp>(TOp op, Tensor x, Tensor scale, Tensor shift, Tensor? summand, Tensor y, ChannelShape shape)
        where TOp : struct, IUnaryOp
    {
        Shape perChannel = PerChannel(y);
        Tensor scaled = summand is null ? y : new Tensor(y.Shape, DType.Float32, y.Device);
        Zip(default(Multiply), x, scale.ViewAs(perChannel), scaled);
        Zip(default(Add), scaled, shift.ViewAs(perChannel), scaled);
        if (summand is not null)
        {
            Zip(default(Add), scaled, summand, y);
        }

        Map(op, y, y);
    }

    /// <summary><c>[C, 1, …]</c>: one value per channel beside a tensor <c>[N, C, …]</c>.</summary>
    private protected static Shape PerChannel(Tensor y) => new([y.Shape[1], .. Enumerable.Repeat(1, y.Rank - 2)]);

    /// <summary><see cref="BatchNorm"/>, then an op: <c>y = f(norm(x))</c>.</summary>
    internal virtual void BatchNormThen<TOp>(
        TOp op, Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, ChannelShape shape, float epsilon)
        where TOp : struct, IUnaryOp
    {
        BatchNorm(x, gamma, beta, mean, inverseDeviation, y, shape, epsilon);
        Map(op, y, y);
    }

    /// <summary><see cref="BatchNorm"/>, then a sum and an op: <c>y = f(norm(x) + summand)</c>. The summand has the shape of x.</summary>
    internal virtual void BatchNormAddThen<TOp>(
        TOp op, Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor summand, Tensor y, ChannelShape shape, float epsilon)
        where TOp : struct, IUnaryOp
    {
        BatchNorm(x, gamma, beta, mean, inverseDeviation, y, shape, epsilon);
        Zip(default(Add), y, summand, y);
        Map(op, y, y);
    }

    /// <summary>Gradients of <see cref="BatchNormThen"/> and <see cref="BatchNormAddThen"/>: with <c>g = f'·dy</c>, <c>dsummand (+)= g</c> and
    /// <see cref="BatchNormGradient"/> of g.</summary>
    /// <param name="op">f; its <see cref="IUnaryOp.GradientFromOutput"/> must be true.</param>
    /// <param name="x">Input of the forward call.</param>
    /// <param name="y">Its result.</param>
    /// <param name="dy">Gradient of the result; dx or dsummand may be the same memory.</param>
    /// <param name="gamma">Scale, or null for 1.</param>
    /// <param name="mean">Mean from the forward call.</param>
    /// <param name="inverseDeviation">Inverse deviation from the forward call.</param>
    /// <param name="dx">Gradient of x, or null.</param>
    /// <param name="dgamma">Gradient of gamma, or null.</param>
    /// <param name="dbeta">Gradient of beta, or null.</param>
    /// <param name="dsummand">Gradient of the summand, or null.</param>
    /// <param name="shape">N, C, S.</param>
    /// <param name="accumulate">Whether dx is added to.</param>
    /// <param name="accumulateAffine">Whether dgamma and dbeta are added to.</param>
    /// <param name="accumulateSummand">Whether dsummand is added to.</param>
    internal virtual void BatchNormThenGradient<TOp>(
        TOp op, Tensor x, Tensor y, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        Tensor? dsummand, ChannelShape shape, bool accumulate, bool accumulateAffine, bool accumulateSummand)
        where TOp : struct, IUnaryOp
    {
        Tensor g = new(x.Shape, DType.Float32, x.Device);
        MapGradient(op, y, y, dy, g, accumulate: false);
        BatchNormGradient(x, g, gamma, mean, inverseDeviation, dx, dgamma, dbeta, shape, accumulate, accumulateAffine);
        if (dsummand is not null)
        {
            Copy(g, dsummand, accumulateSummand);
        }
    }
}
