using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Update: every optimizer step, with and without state.</summary>
internal static class UpdateCases
{
    // A handful of float roundings.
    private const double Tolerance = 1e-6;

    public static IEnumerable<KernelCase> All()
    {
        foreach (int size in KernelCases.Sizes)
        {
            yield return Make(new SgdStep(0.1, 0.01), size, hasFirst: false, hasSecond: false);
            yield return Make(new MomentumStep(0.1, 0.9, nesterov: true, weightDecay: 0.01), size, hasFirst: true, hasSecond: false);
            yield return Make(new AdamStep(0.001, 0.9, 0.999, 1e-8, 0.01, step: 3), size, hasFirst: true, hasSecond: true);
            yield return Make(new AdamWStep(0.001, 0.9, 0.999, 1e-8, 0.01, step: 3), size, hasFirst: true, hasSecond: true);
        }
    }

    private static KernelCase Make<TOp>(TOp op, int size, bool hasFirst, bool hasSecond)
        where TOp : struct, IUpdateOp
        => new($"Update {TOp.Name} {size}", Tolerance, (kernels, memory) => kernels.Update(
            op, memory.Updated([size]), memory.Random([size]), memory.Updated([hasFirst ? size : 0]), memory.Updated([hasSecond ? size : 0], 0.01f, 1)));
}
