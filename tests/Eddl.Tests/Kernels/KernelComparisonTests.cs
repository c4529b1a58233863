using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Every CPU kernel equals the reference.</summary>
public sealed class KernelComparisonTests(KernelTeams teams) : IClassFixture<KernelTeams>
{
    private const int Unaligned = 3;

    public static IEnumerable<TheoryDataRow<string>> Names => KernelCases.All.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernel_equals_the_reference(string name)
    {
        KernelCase kernel = KernelCases.All[name];
        TestMemory expected = kernel.RunOn(Device.Reference.Kernels, offset: 0);
        expected.CheckInputs();
        foreach (int offset in (int[])[0, Unaligned])
        {
            TestMemory actual = kernel.RunOn(teams.Cpu[1], offset);
            for (int i = 0; i < expected.Outputs.Count; i++)
            {
                CheckEqual(expected.Outputs[i], actual.Outputs[i], offset, kernel.Tolerance, $"output {i} at offset {offset}");
            }

            actual.CheckInputs();
        }
    }

    // Compares the guard zones as well: with an offset the one in front is longer.
    private static void CheckEqual(Tensor expected, Tensor actual, int offset, double tolerance, string what)
    {
        Span<byte> all = TestMemory.Bytes(actual.Storage);
        int more = offset * DTypes.SizeOf(actual.Type);
        Assert.True(all[..more].IndexOfAnyExcept((byte)0xFF) < 0, $"{what}: the kernel wrote before its output.");
        if (TestMemory.Bytes(expected.Storage).SequenceEqual(all[more..]))
        {
            return;
        }

        Assert.True(expected.Type == DType.Float32, $"{what}: {expected.Type} elements differ.");
        Close.Require(
            expected.StorageFloats(), actual.StorageFloats()[offset..], tolerance, $"{what}, {expected.Shape} behind {expected.Layout.Offset} elements");
    }
}
