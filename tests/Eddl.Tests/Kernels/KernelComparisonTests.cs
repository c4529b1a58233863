using System.Globalization;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Every CPU kernel equals the reference, for any number of threads.</summary>
public sealed class KernelComparisonTests(KernelTeams teams) : IClassFixture<KernelTeams>
{
    public static IEnumerable<TheoryDataRow<string>> Names => KernelCases.All.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernel_equals_the_reference(string name)
    {
        KernelCase kernel = KernelCases.All[name];
        foreach (int offset in (int[])[0, 3])
        {
            TestMemory expected = kernel.RunOn(Device.Reference.Kernels, offset);
            TestMemory actual = kernel.RunOn(teams.Cpu[1], offset);
            for (int i = 0; i < expected.Outputs.Count; i++)
            {
                CheckEqual(expected.Outputs[i], actual.Outputs[i], kernel.Tolerance, $"output {i} at offset {offset}");
            }

            expected.CheckInputs();
            actual.CheckInputs();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_the_same_bits(string name)
    {
        KernelCase kernel = KernelCases.All[name];
        TestMemory one = kernel.RunOn(teams.Cpu[0], offset: 0);
        for (int threads = 2; threads <= 3; threads++)
        {
            TestMemory several = kernel.RunOn(teams.Cpu[threads - 1], offset: 0);
            for (int i = 0; i < one.Outputs.Count; i++)
            {
                bool same = TestMemory.Bytes(one.Outputs[i].Storage).SequenceEqual(TestMemory.Bytes(several.Outputs[i].Storage));
                Assert.True(same, $"Output {i} differs between 1 and {threads} threads.");
            }
        }
    }

    private static void CheckEqual(Tensor expected, Tensor actual, double tolerance, string what)
    {
        Span<byte> left = TestMemory.Bytes(expected.Storage);
        Span<byte> right = TestMemory.Bytes(actual.Storage);
        if (left.SequenceEqual(right))
        {
            return;
        }

        Assert.True(expected.Type == DType.Float32, $"{what}: {expected.Type} elements differ.");
        Span<float> wanted = expected.StorageFloats();
        Span<float> got = actual.StorageFloats();
        for (int i = 0; i < wanted.Length; i++)
        {
            bool close = wanted[i].Equals(got[i]) || Math.Abs((double)got[i] - wanted[i]) <= tolerance * Math.Max(1, Math.Abs(wanted[i]));
            int index = i - expected.Layout.Offset;
            Assert.True(close, string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: element {index} of {expected.Shape} is {got[i]:R}, the reference gives {wanted[i]:R}, tolerance {tolerance:R}."));
        }
    }
}
