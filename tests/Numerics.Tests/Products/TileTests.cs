using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>What the tests of all tiles have in common: sums for registers of every width, and machine code that keeps them in registers.</summary>
public abstract class TileTests
{
    /// <summary>Name of the tile.</summary>
    protected abstract string Tile { get; }

    /// <summary>Height of its tallest form with 256 bits: name and number of rows.</summary>
    protected abstract (string Name, int Rows) Tallest256 { get; }

    /// <summary>The same with 512 bits.</summary>
    protected virtual (string Name, int Rows) Tallest512 => ("Fourteen", 14);

    [Fact]
    public void The_inner_loops_of_512_bits_keep_every_accumulator_in_a_register()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        AssertNoSpills("Register512", Tallest512.Name, Tallest512.Rows, nameof(Tiles_of_512_bits_are_right));
    }

    [Fact]
    public void The_inner_loops_of_256_bits_keep_every_accumulator_in_a_register()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        AssertNoSpills("Register256", Tallest256.Name, Tallest256.Rows, nameof(Tiles_of_256_bits_are_right));
    }

    [Fact]
    public void Tiles_of_512_bits_are_right()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        CheckTiles<Register512, Vector512<float>>();
    }

    [Fact]
    public void Tiles_of_256_bits_are_right()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        CheckTiles<Register256, Vector256<float>>();
    }

    [Fact]
    public void Tiles_of_single_numbers_are_right() => CheckTiles<Register32, float>();

    /// <summary>Compares tiles with plain sums.</summary>
    private protected abstract void CheckTiles<TRegister, TVector>()
        where TRegister : struct, IRegister<TVector>
        where TVector : struct;

    /// <summary>Requires the number of forms of the tallest tile.</summary>
    private protected abstract void CheckForms(int count);

    /// <summary>Multiply-adds of one row in the innermost loop of a form; usually as many as its registers.</summary>
    /// <param name="name">Name of the compiled method.</param>
    private protected virtual int PerRow(string name) => name.Contains("RowCount+Two]:", StringComparison.Ordinal) ? 2 : 1;

    private void AssertNoSpills(string register, string height, int rows, string probe)
    {
        List<JitListing> kernels = [.. JitProbe.ListingsOf(GetType(), probe, $"*{Tile}*:Compute").Where(listing => listing.IsOptimised
            && listing.Name.Contains(register, StringComparison.Ordinal)
            && listing.Name.Contains($"Compute[DeepHealth.Numerics.RowCount+{height}]", StringComparison.Ordinal))];
        CheckForms(kernels.Count);
        foreach (JitListing kernel in kernels)
        {
            IReadOnlyList<string> loop = kernel.HottestLoop();
            Assert.True(rows * PerRow(kernel.Name) == JitListing.MultiplyAdds(loop), $"{kernel.Name}: {JitListing.MultiplyAdds(loop)} multiply-adds in the loop.");
            Assert.True(!kernel.Spills(loop).Any(), $"{kernel.Name} spills:\n{string.Join('\n', kernel.Spills(loop))}");
        }
    }
}
