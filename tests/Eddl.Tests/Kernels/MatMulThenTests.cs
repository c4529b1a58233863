using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class MatMulThenTests(KernelTeams teams) : IClassFixture<KernelTeams>
{
    [Theory]
    [InlineData(1, 100, 70, 50)]
    [InlineData(1, 1, 30, 600)]
    [InlineData(3, 20, 1, 40)]
    [InlineData(1, 4, 5, 0)]
    public void The_fused_kernel_has_the_bits_of_its_three_steps(int batch, int m, int n, int k)
    {
        MatMulShape shape = new(batch, m, n, k, TransposeX: false, TransposeW: true);
        TestMemory memory = new(offset: 0);
        Tensor x = memory.Random([batch, m, k]), w = memory.Random([batch, n, k]), bias = memory.Random([n]);
        Tensor fused = memory.Output([batch, m, n], accumulate: false), steps = memory.Output([batch, m, n], accumulate: false);
        Kernels kernels = teams.Cpu[1];
        kernels.MatMulThen(default(Gelu), x, w, bias, fused, shape);
        kernels.MatMul(x, w, steps, shape, accumulate: false);
        kernels.Zip(default(Add), steps, bias, steps);
        kernels.Map(default(Gelu), steps, steps);
        Assert.True(TestMemory.Bytes(fused.Storage).SequenceEqual(TestMemory.Bytes(steps.Storage)));
    }
}
