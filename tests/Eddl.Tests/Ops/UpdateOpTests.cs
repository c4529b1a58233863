using System.Runtime.Intrinsics;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class UpdateOpTests
{
    public static TheoryData<string> Names => ["Sgd", "SgdDecay", "Momentum", "Nesterov", "Adam", "AdamDecay", "AdamW"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Five_steps_follow_PyTorch(string name)
    {
        var golden = Goldens.Updates.RootElement;
        double[] start = Goldens.Numbers(golden, "start");
        double[][] gradients = [.. golden.GetProperty("gradients").EnumerateArray().Select(Goldens.Numbers)];
        double[][] after = [.. golden.GetProperty("after").GetProperty(name).EnumerateArray().Select(Goldens.Numbers)];
        for (int i = 0; i < start.Length; i++)
        {
            double[] g = [.. gradients.Select(step => step[i])];
            Scalar64[] reference = Run(name, new Scalar64(start[i]), [.. g.Select(x => new Scalar64(x))]);
            Scalar[] single = Run(name, new Scalar((float)start[i]), [.. g.Select(x => new Scalar((float)x))]);
            Lanes16[] lanes = Run(
                name, new Lanes16(Vector512.Create((float)start[i])), [.. g.Select(x => new Lanes16(Vector512.Create((float)x)))]);
            var tolerance = new Tolerance(1e-6, 1e-6);
            for (int step = 0; step < after.Length; step++)
            {
                Assert.Null(tolerance.Check($"{name}, step {step + 1}, parameter {i} in double", after[step][i], reference[step].Value));
                Assert.Null(tolerance.Check($"{name}, step {step + 1}, parameter {i} in single", after[step][i], single[step].Value));
                Assert.True(SameBits.Equal(single[step].Value, lanes[step].Value[7]));
            }
        }
    }

    [Fact]
    public void Plain_descent_leaves_the_states_alone_and_momentum_the_second()
    {
        Scalar parameter = Scalar.Of(1), first = Scalar.Of(7), second = Scalar.Of(8);
        new SgdStep(0.5, 0).Apply(ref parameter, Scalar.Of(1), ref first, ref second);
        Assert.Equal((0.5f, 7f, 8f), (parameter.Value, first.Value, second.Value));
        new MomentumStep(0.5, 0.5, nesterov: false, 0).Apply(ref parameter, Scalar.Of(1), ref first, ref second);
        Assert.Equal((-1.75f, 4.5f, 8f), (parameter.Value, first.Value, second.Value));
    }

    [Fact]
    public void Decoupled_decay_is_not_biased_by_rounding()
    {
        // In single precision 1 − 1e-6 is 0.99999899, a decay 1.3 % too strong for every parameter.
        const int Count = 4000;
        var step = new AdamWStep(1e-4, 0.9, 0.999, 1e-8, 0.01, step: 1);
        double decay = 0;
        for (int i = 0; i < Count; i++)
        {
            float start = 1 + (i / (float)Count);
            Scalar parameter = Scalar.Of(start), first = Scalar.Of(0), second = Scalar.Of(0);
            step.Apply(ref parameter, Scalar.Of(0), ref first, ref second);
            decay += ((double)start - parameter.Value) / start / Count;
        }

        Assert.Equal(1e-6, decay, 3e-9);
    }

    [Fact]
    public void Coefficients_out_of_range_are_refused_with_their_value()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(0.001, 1.5, 0.999, 1e-8, 0, step: 1));
        Assert.Contains("Adam: beta1 is 1.5, but must be in [0, 1).", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(0.001, 0.9, 1, 1e-8, 0, step: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(0.001, 0.9, 0.999, 0, 0, step: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(0.001, 0.9, 0.999, 1e-60, 0, step: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamStep(0.001, 0.9, 0.999, 1e-8, 0, step: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamWStep(0.001, 0.9, 0.999, 1e-8, -1, step: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SgdStep(double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SgdStep(0.1, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MomentumStep(0.1, 1, nesterov: false, 0));
    }

    private static T[] Run<T>(string name, T start, T[] gradients)
        where T : struct, IReal<T>
        => name switch
        {
            "Sgd" => Steps(start, gradients, _ => new SgdStep(0.1, 0)),
            "SgdDecay" => Steps(start, gradients, _ => new SgdStep(0.1, 0.05)),
            "Momentum" => Steps(start, gradients, _ => new MomentumStep(0.1, 0.9, nesterov: false, 0.05)),
            "Nesterov" => Steps(start, gradients, _ => new MomentumStep(0.1, 0.9, nesterov: true, 0.05)),
            "Adam" => Steps(start, gradients, step => new AdamStep(0.01, 0.9, 0.999, 1e-8, 0, step)),
            "AdamDecay" => Steps(start, gradients, step => new AdamStep(0.01, 0.8, 0.95, 1e-3, 0.05, step)),
            "AdamW" => Steps(start, gradients, step => new AdamWStep(0.01, 0.9, 0.999, 1e-8, 0.1, step)),
            _ => throw new ArgumentException($"There is no optimizer {name}.", nameof(name)),
        };

    private static T[] Steps<TOp, T>(T parameter, T[] gradients, Func<long, TOp> at)
        where TOp : struct, IUpdateOp
        where T : struct, IReal<T>
    {
        T first = T.Of(0), second = T.Of(0);
        var after = new T[gradients.Length];
        for (int i = 0; i < gradients.Length; i++)
        {
            at(i + 1).Apply(ref parameter, gradients[i], ref first, ref second);
            after[i] = parameter;
        }

        return after;
    }
}
