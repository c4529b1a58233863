using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Batch, group and layer normalisation and their gradients.</summary>
internal static class NormalizationCases
{
    // Statistics of up to 50 000 numbers below 1, then a handful of roundings; sums of gradients reach some tens.
    private const double Tolerance = 2e-5;

    // A mean of 100 leaves 1e-5 of a standard deviation of 0.3 to the rounding of the input itself.
    private const double FarTolerance = 1e-4;

    private static readonly ChannelShape[] s_batches =
        [new(1, 1, 2), new(2, 3, 1), new(17, 16, 1), new(4, 1, 17), new(3, 5, 16), new(2, 4, 33), new(1, 2, 15), new(16, 8, 100), new(4, 32, 300), new(250, 150, 1)];

    private static readonly GroupNormShape[] s_groups =
    [
        new(1, 1, 2, 1), new(5, 1, 16, 1), new(5, 1, 17, 1), new(3, 1, 33, 1), new(2, 1, 3, 4), new(2, 2, 3, 7), new(3, 4, 1, 17), new(2, 3, 2, 16),
        new(1, 1, 1000, 1), new(250, 1, 150, 1), new(5, 4, 8, 220), new(2, 32, 1, 600),
    ];

    public static IEnumerable<KernelCase> All()
    {
        foreach (ChannelShape shape in s_batches)
        {
            string name = $"BatchNorm {shape.Batch} {shape.Channels} {shape.Inner}";
            Shape x = [shape.Batch, shape.Channels, shape.Inner];
            foreach (KernelCase made in Cases(name, x, [shape.Channels], [shape.Channels],
                (kernels, at) => kernels.BatchNorm(at.X, at.Gamma, at.Beta, at.Mean, at.InverseDeviation, at.Y, shape, 1e-5f),
                (kernels, at, dy, dx, dgamma, dbeta, accumulate, accumulateAffine) => kernels.BatchNormGradient(
                    at.X, dy, at.Gamma, at.Mean, at.InverseDeviation, dx, dgamma, dbeta, shape, accumulate, accumulateAffine)))
            {
                yield return made;
            }
        }

        foreach (GroupNormShape shape in s_groups)
        {
            string name = $"GroupNorm {shape.Batch} {shape.Groups} {shape.ChannelsPerGroup} {shape.Inner}";
            Shape x = [shape.Batch, shape.Groups, shape.ChannelsPerGroup, shape.Inner];
            foreach (KernelCase made in Cases(name, x, [shape.Rows], [shape.Groups * shape.ChannelsPerGroup],
                (kernels, at) => kernels.GroupNorm(at.X, at.Gamma, at.Beta, at.Mean, at.InverseDeviation, at.Y, shape, 1e-5f),
                (kernels, at, dy, dx, dgamma, dbeta, accumulate, accumulateAffine) => kernels.GroupNormGradient(
                    at.X, dy, at.Gamma, at.Mean, at.InverseDeviation, dx, dgamma, dbeta, shape, accumulate, accumulateAffine)))
            {
                yield return made;
            }
        }
    }

    private delegate void Forward(Kernels kernels, Operands operands);

    private delegate void Backward(
        Kernels kernels, Operands operands, Tensor dy, Tensor? dx, Tensor? dgamma, Tensor? dbeta, bool accumulate, bool accumulateAffine);

    private static IEnumerable<KernelCase> Cases(string name, Shape x, Shape statistics, Shape affine, Forward forward, Backward backward)
    {
        foreach (bool hasAffine in (bool[])[false, true])
        {
            string with = hasAffine ? " affine" : "";
            yield return new($"{name}{with}", Tolerance, (kernels, memory) => forward(kernels, Make(memory, hasAffine, far: false)));
            yield return new($"{name}{with} far from 0", FarTolerance, (kernels, memory) => forward(kernels, Make(memory, hasAffine, far: true)));
            foreach (bool accumulate in (bool[])[false, true])
            {
                string suffix = accumulate ? " accumulate" : "";
                yield return Gradient($"{name} gradient{with}{suffix}", hasAffine, true, hasAffine, hasAffine, accumulate, accumulate);
                yield return Gradient($"{name} gradient{with} of x alone{suffix}", hasAffine, true, false, false, accumulate, false);
            }
        }

        yield return Gradient($"{name} gradient of gamma and beta alone", true, false, true, true, false, true);
        yield return Gradient($"{name} gradient of gamma alone", true, false, true, false, true, false);
        yield return Gradient($"{name} gradient of beta alone", true, false, false, true, false, false);

        KernelCase Gradient(string title, bool hasAffine, bool toX, bool toGamma, bool toBeta, bool accumulate, bool accumulateAffine)
            => new(title, Tolerance, (kernels, memory) =>
            {
                Operands operands = Make(memory, hasAffine, far: false);
                forward(Device.Reference.Kernels, operands);
                backward(
                    kernels, operands, memory.Random(x), toX ? memory.Output(x, accumulate) : null,
                    toGamma ? memory.Output(affine, accumulateAffine) : null, toBeta ? memory.Output(affine, accumulateAffine) : null,
                    accumulate, accumulateAffine);
            });

        Operands Make(TestMemory memory, bool hasAffine, bool far) => new(
            memory.Random(x, far ? 100 : -1, far ? 101 : 2), hasAffine ? memory.Random(affine, 0.5f, 1.5f) : null, hasAffine ? memory.Random(affine) : null,
            memory.Output(statistics), memory.Output(statistics), memory.Output(x));
    }

    private sealed record Operands(Tensor X, Tensor? Gamma, Tensor? Beta, Tensor Mean, Tensor InverseDeviation, Tensor Y);
}
