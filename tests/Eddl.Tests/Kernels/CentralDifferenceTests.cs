using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>The gradients of the non-linear kernels equal central differences of <c>⟨dy, f(x)⟩</c>.</summary>
/// <remarks>Tensors hold floats, so the step is coarse: 1/64 leaves a truncation error of about step²/6 times the third derivative, and the
/// rounding of f's floats divided by the step, 1e-5; together below 1e-3 of the largest gradient.</remarks>
public sealed class CentralDifferenceTests
{
    private const float Step = 1f / 64;
    private const double Tolerance = 2e-3;
    private static readonly Kernels s_reference = Device.Reference.Kernels;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Batch_normalisation(bool isBatch)
    {
        TestMemory memory = new(0);
        ChannelShape shape = new(3, 4, 5);
        GroupNormShape groups = new(3, 2, 2, 5);
        Tensor x = memory.Random([3, 4, 5], -2, 2);
        Tensor gamma = memory.Random([4], 0.5f, 2);
        Tensor beta = memory.Random([4]);
        Tensor dy = memory.Random([3, 4, 5]);
        Tensor mean = memory.Output([isBatch ? 4 : 6]);
        Tensor inverse = memory.Output(mean.Shape);
        Tensor y = memory.Output(x.Shape);
        Tensor dx = memory.Output(x.Shape);
        Tensor dgamma = memory.Output([4]);
        Tensor dbeta = memory.Output([4]);
        Forward();
        if (isBatch)
        {
            s_reference.BatchNormGradient(x, dy, gamma, mean, inverse, dx, dgamma, dbeta, shape, accumulate: false, accumulateAffine: false);
        }
        else
        {
            s_reference.GroupNormGradient(x, dy, gamma, mean, inverse, dx, dgamma, dbeta, groups, accumulate: false, accumulateAffine: false);
        }

        Check(x, dx, dy, y, Forward);
        Check(gamma, dgamma, dy, y, Forward);
        Check(beta, dbeta, dy, y, Forward);

        void Forward()
        {
            if (isBatch)
            {
                s_reference.BatchNorm(x, gamma, beta, mean, inverse, y, shape, 1e-3f);
            }
            else
            {
                s_reference.GroupNorm(x, gamma, beta, mean, inverse, y, groups, 1e-3f);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Softmax(bool logarithm)
    {
        TestMemory memory = new(0);
        Tensor x = memory.Random([4, 5], -2, 2);
        Tensor dy = memory.Random([4, 5]);
        Tensor y = memory.Output(x.Shape);
        Tensor dx = memory.Output(x.Shape);
        s_reference.Softmax(x, y, logarithm);
        s_reference.SoftmaxGradient(y, dy, dx, logarithm, accumulate: false);
        Check(x, dx, dy, y, () => s_reference.Softmax(x, y, logarithm));
    }

    [Fact]
    public void Cross_entropy_with_class_weights_and_smoothing()
    {
        TestMemory memory = new(0);
        Tensor logits = memory.Random([5, 3], -2, 2);
        Tensor labels = memory.Integers([5], 3);
        Tensor weights = memory.Random([3], 0.25f, 2);
        Tensor dloss = memory.Random([1], 1, 2);
        Tensor probabilities = memory.Output(logits.Shape);
        Tensor loss = memory.Output([1]);
        Tensor dlogits = memory.Output(logits.Shape);
        Forward();
        s_reference.CrossEntropyGradient(probabilities, labels, weights, dloss, dlogits, 0.125f, accumulate: false);
        Check(logits, dlogits, dloss, loss, Forward);

        void Forward() => s_reference.CrossEntropy(logits, labels, weights, probabilities, loss, 0.125f);
    }

    [Fact]
    public void Element_wise_op_with_broadcasting()
    {
        TestMemory memory = new(0);
        Tensor a = memory.Random([3, 1, 5], 0.5f, 2);
        Tensor b = memory.Random([4, 1], 1, 2);
        Tensor dy = memory.Random([3, 4, 5]);
        Tensor y = memory.Output(dy.Shape);
        Tensor da = memory.Output(a.Shape);
        Tensor db = memory.Output(b.Shape);
        Forward();
        s_reference.ZipGradientLeft(new Divide(), a, b, y, dy, da, accumulate: false);
        s_reference.ZipGradientRight(new Divide(), a, b, y, dy, db, accumulate: false);
        Check(a, da, dy, y, Forward);
        Check(b, db, dy, y, Forward);

        void Forward() => s_reference.Zip(new Divide(), a, b, y);
    }

    [Fact]
    public void Element_wise_function()
    {
        TestMemory memory = new(0);
        Tensor x = memory.Random([17], -2, 2);
        Tensor dy = memory.Random([17]);
        Tensor y = memory.Output(x.Shape);
        Tensor dx = memory.Output(x.Shape);
        s_reference.Map(new Sigmoid(), x, y);
        s_reference.MapGradient(new Sigmoid(), x, y, dy, dx, accumulate: false);
        Check(x, dx, dy, y, () => s_reference.Map(new Sigmoid(), x, y));
    }

    /// <summary>Compares every element of <paramref name="dx"/> with the difference that a step of that element of x makes.</summary>
    private static void Check(Tensor x, Tensor dx, Tensor dy, Tensor y, Action forward)
    {
        double largest = 0;
        foreach (float gradient in dx.Floats())
        {
            largest = Math.Max(largest, Math.Abs(gradient));
        }

        for (int i = 0; i < x.Count; i++)
        {
            float kept = x.Floats()[i];
            x.Floats()[i] = kept + Step;
            double after = Value(dy, y, forward);
            double width = x.Floats()[i];
            x.Floats()[i] = kept - Step;
            double before = Value(dy, y, forward);
            width -= x.Floats()[i];
            x.Floats()[i] = kept;
            Assert.Equal((after - before) / width, dx.Floats()[i], Tolerance * largest);
        }
    }

    private static double Value(Tensor dy, Tensor y, Action forward)
    {
        forward();
        double sum = 0;
        for (int i = 0; i < y.Count; i++)
        {
            sum += (double)dy.Floats()[i] * y.Floats()[i];
        }

        return sum;
    }
}
