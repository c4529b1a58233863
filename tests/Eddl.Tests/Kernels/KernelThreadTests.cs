using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Every CPU kernel gives the same bits for any number of threads.</summary>
public sealed class KernelThreadTests(KernelTeams teams) : IClassFixture<KernelTeams>
{
    public static IEnumerable<TheoryDataRow<string>> Names => KernelComparisonTests.Names;

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
}
