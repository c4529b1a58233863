using System.Reflection;
using BenchmarkDotNet.Attributes;
using DeepHealth.Bench.Peers;
using DeepHealth.Eddl;
using Xunit;

namespace DeepHealth.Bench.Tests;

public class KernelCatalogueTests
{
    // Larger ones take minutes in a build for debugging.
    private const double LargestWork = 5e7;

    /// <summary>Kernels that are small enough to be called in a test.</summary>
    public static TheoryData<string> SmallKernels => new(KernelCatalogue.All.Where(kernel => kernel.Work <= LargestWork).Select(kernel => kernel.Name));

    [Theory]
    [MemberData(nameof(SmallKernels))]
    public void Kernel_can_be_called_again_and_again(string name)
    {
        using MemoryScope scope = new();
        Action call = KernelCatalogue.All.Single(kernel => kernel.Name == name).Prepare(Device.Cpu);
        call();
        call();
    }

    [Fact]
    public void Names_are_unique()
        => Assert.Equal(KernelCatalogue.All.Count(), KernelCatalogue.All.DistinctBy(kernel => kernel.Name).Count());

    [Fact]
    public void Work_counts_operations_and_bytes()
    {
        Assert.Equal(2.0 * 64 * 64 * 64, Work("mm 64x64x64 NN"));
        Assert.Equal(2.0 * 16 * 64 * 56 * 56 * 64 * 9, Work("conv2d 16x64x56 to 64 3/1/1/1 weight-gradient"));
        Assert.Equal(2.0 * 16 * 96 * 56 * 56 * 9, Work("depthwise2d 16x96x56 to 96 3/1/96/1 forward"));
        Assert.Equal(2.0 * 4 * 16384, Work("exp 16384"));
        Assert.Equal(3.0 * 4 * 16384, Work("add 16384"));

        static double Work(string name) => KernelCatalogue.All.Single(kernel => kernel.Name == name).Work;
    }

    [Fact]
    public void Every_compared_kernel_is_known_to_the_peer()
    {
        using StreamReader script = new(typeof(KernelCatalogue).Assembly.GetManifestResourceStream("peer.py")!);
        string text = script.ReadToEnd();
        Assert.All(KernelCatalogue.Compared, kernel => Assert.Contains($"    \"{kernel.Name.Split(' ')[0]}\": ", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_family_has_a_suite()
    {
        IEnumerable<Type> families = typeof(IKernelFamily).Assembly.GetTypes().Where(type => type.IsClass && typeof(IKernelFamily).IsAssignableFrom(type));
        IEnumerable<Type> suites = typeof(KernelSuite<>).GetCustomAttributes<GenericTypeArgumentsAttribute>().SelectMany(attribute => attribute.GenericTypeArguments);
        Assert.Equal(families.Select(type => type.Name).Order(), suites.Select(type => type.Name).Order());
    }

    [Fact]
    public void A_quick_run_touches_every_family()
    {
        Assert.Contains(MatrixProducts.Cases, kernel => kernel.IsQuick);
        Assert.Contains(Convolutions.Cases, kernel => kernel.IsQuick);
        Assert.Contains(ImageKernels.Cases, kernel => kernel.IsQuick);
        Assert.Contains(RowKernels.Cases, kernel => kernel.IsQuick);
        Assert.Contains(Elementwise.Cases, kernel => kernel.IsQuick);
    }
}
