using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Labels and indices out of range give one clear error on every device, before anything is written.</summary>
public sealed class LabelTests : IDisposable
{
    private readonly WorkerTeam _team = new(2, pin: false);

    public static TheoryData<bool, int> Cases => new() { { false, 4 }, { false, -1 }, { true, 4 }, { true, int.MinValue } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Cross_entropy_names_the_label_its_position_and_the_range(bool onCpu, int label)
    {
        TestMemory memory = new(0);
        Tensor loss = memory.Updated([1], 0.5f, 1);
        float before = loss.ToArray()[0];
        LabelException error = Assert.Throws<LabelException>(() => Kernels(onCpu).CrossEntropy(
            memory.Random([3, 4]), memory.Values<int>([3], DType.Int32, 0, 3, label), null, memory.Output([3, 4]), loss, 0));
        Check(error, "CrossEntropy", label);
        Assert.Equal(before, loss.ToArray()[0]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gather_names_the_index_its_position_and_the_range(bool onCpu, int index)
    {
        TestMemory memory = new(0);
        LabelException error = Assert.Throws<LabelException>(() => Kernels(onCpu).Gather(
            memory.Random([4, 2]), memory.Values<int>([3], DType.Int32, 3, 0, index), memory.Output([3, 2])));
        Check(error, "Gather", index);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gather_from_an_empty_table_says_that_there_is_nothing(bool onCpu)
    {
        TestMemory memory = new(0);
        LabelException error = Assert.Throws<LabelException>(() => Kernels(onCpu).Gather(
            memory.Random([0, 2]), memory.Values<int>([1], DType.Int32, 0), memory.Output([1, 2])));
        Assert.Contains("0 classes or rows", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _team.Dispose();

    private static void Check(LabelException error, string operation, int label)
    {
        Assert.StartsWith(operation + ":", error.Message, StringComparison.Ordinal);
        Assert.Contains($"label {label} at position 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("range 0 to 3", error.Message, StringComparison.Ordinal);
    }

    private Kernels Kernels(bool onCpu) => onCpu ? new CpuKernels(_team) : Device.Reference.Kernels;
}
