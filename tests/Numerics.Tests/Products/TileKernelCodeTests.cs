using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>The machine code of the full tiles: all accumulators must stay in registers, else the kernel runs at a fraction of its speed.</summary>
/// <remarks>A child process runs this assembly with the JIT's listing turned on and calls each kernel once, in one of the tests here.</remarks>
public sealed class TileKernelCodeTests
{
    private const int Depth = 4;

    [Fact]
    public void The_inner_loops_of_512_bits_keep_every_accumulator_in_a_register()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        AssertNoSpills("Register512", "Fourteen", rows: 14, nameof(Full_tiles_of_512_bits_add_up_every_term));
    }

    [Fact]
    public void The_inner_loops_of_256_bits_keep_every_accumulator_in_a_register()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        AssertNoSpills("Register256", "Six", rows: 6, nameof(Full_tiles_of_256_bits_add_up_every_term));
    }

    [Fact]
    public void Full_tiles_of_512_bits_add_up_every_term()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        CallKernels<Register512, float, Vector512<float>>();
        CallKernels<DoubleRegister512, double, Vector512<double>>();
    }

    [Fact]
    public void Full_tiles_of_256_bits_add_up_every_term()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        CallKernels<Register256, float, Vector256<float>>();
        CallKernels<DoubleRegister256, double, Vector256<double>>();
    }

    [Fact]
    public void A_spill_in_a_loop_is_found()
    {
        JitListing listing = Assert.Single(JitListing.Parse("""
            ; Assembly listing for method Some:Kernel() (FullOpts)
            ; FullOpts code
            ; rbp based frame
            G_M000_IG02:                ;; offset=0x0004
                   vmovups  zmm1, zmmword ptr [rbp-0x80]
            G_M000_IG03:                ;; offset=0x0010
                   vmovups  zmm0, zmmword ptr [rdi]
                   vfmadd231ps zmm1, zmm0, zmmword ptr [rbp-0x40]
                   mov      rax, qword ptr [rbp-0x08]
                   dec      rsi
                   jg       SHORT G_M000_IG03
            """));
        IReadOnlyList<string> loop = listing.HottestLoop();
        Assert.Equal(6, loop.Count);
        Assert.Equal(["vfmadd231ps zmm1, zmm0, zmmword ptr [rbp-0x40]"], listing.Spills(loop));
    }

    private static void AssertNoSpills(string register, string height, int rows, string probe)
    {
        IReadOnlyList<JitListing> all = JitProbe.ListingsOf(typeof(TileKernelCodeTests), probe, "*TileKernel*:Compute *ColumnProduct*:SumRows");
        List<JitListing> listings = [.. all.Where(listing => listing.IsOptimised && listing.Name.Contains(register, StringComparison.Ordinal))];

        // Single and double precision, two ways to read A, seven to read B.
        List<JitListing> tiles = [.. listings.Where(listing => listing.Name.Contains($"[DeepHealth.Numerics.RowCount+{height}]", StringComparison.Ordinal))];
        Assert.Equal(28, tiles.Count);
        foreach (JitListing kernel in tiles)
        {
            AssertNoSpills(kernel, kernel.Name.Contains("SingleMasked", StringComparison.Ordinal) ? rows : 2 * rows);
        }

        // A column: four rows, and two registers of each unless one holds all 16 sums.
        List<JitListing> columns = [.. listings.Where(listing => listing.Name.Contains(":SumRows", StringComparison.Ordinal))];
        Assert.Equal(2, columns.Count);
        foreach (JitListing kernel in columns)
        {
            AssertNoSpills(kernel, kernel.Name.Contains("[DeepHealth.Numerics.Register512", StringComparison.Ordinal) ? 4 : 8);
        }
    }

    private static void AssertNoSpills(JitListing kernel, int multiplyAdds)
    {
        IReadOnlyList<string> loop = kernel.HottestLoop();
        Assert.True(multiplyAdds == JitListing.MultiplyAdds(loop), $"{kernel.Name}: {JitListing.MultiplyAdds(loop)} multiply-adds in the loop.");
        Assert.True(!kernel.Spills(loop).Any(), $"{kernel.Name} spills:\n{string.Join('\n', kernel.Spills(loop))}");
    }

    private static void CallKernels<TRegister, TNumber, TVector>()
        where TRegister : struct, IProductRegister<TNumber, TVector>
        where TNumber : unmanaged, INumber<TNumber>
        where TVector : struct
    {
        CallColumn<TRegister, TNumber, TVector>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Adjacent, TileMode.Double>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Adjacent, TileMode.DoublePacking>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Adjacent, TileMode.DoublePackingAsking>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Adjacent, TileMode.DoubleAskingForNext>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Adjacent, TileMode.DoubleAsking>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Adjacent, TileMode.DoubleMasked>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Adjacent, TileMode.SingleMasked>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Strided, TileMode.Double>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Strided, TileMode.DoublePacking>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Strided, TileMode.DoublePackingAsking>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Strided, TileMode.DoubleAskingForNext>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Strided, TileMode.DoubleAsking>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Strided, TileMode.DoubleMasked>();
        CallKernel<TRegister, TNumber, TVector, TileLeft.Strided, TileMode.SingleMasked>();
    }

    private static unsafe void CallColumn<TRegister, TNumber, TVector>()
        where TRegister : struct, IProductRegister<TNumber, TVector>
        where TNumber : unmanaged, INumber<TNumber>
        where TVector : struct
    {
        const int Rows = 4, Terms = 40;
        TNumber[] memory = new TNumber[((Rows + 1) * Terms) + Rows];
        Array.Fill(memory, TNumber.One);
        fixed (TNumber* a = memory)
        {
            TNumber* b = a + (Rows * Terms);
            ProductOperands<TNumber> operands = new(false, true, Rows, 1, Terms, a, Terms, b, Terms, b + Terms, 1, accumulate: false);
            ColumnProduct<TRegister, TNumber, TVector>.Run(operands, biasStride: 0, default(ProductThen.Nothing<TNumber>));
        }

        Assert.All(memory[^Rows..], value => Assert.Equal(TNumber.CreateChecked(Terms), value));
    }

    private static unsafe void CallKernel<TRegister, TNumber, TVector, TLeft, TMode>()
        where TRegister : struct, IProductRegister<TNumber, TVector>
        where TNumber : unmanaged, INumber<TNumber>
        where TVector : struct
        where TLeft : struct, ITileLeft
        where TMode : struct, ITileMode
    {
        int rows = BlockedProduct<TRegister, TNumber, TVector>.TileRows;
        int width = 2 * TRegister.Width;
        TNumber[] memory = new TNumber[(rows * Depth) + (2 * Depth * width) + (rows * width)];
        Array.Fill(memory, TNumber.One);
        fixed (TNumber* a = memory)
        {
            TNumber* b = a + (rows * Depth);
            TNumber* panel = b + (Depth * width);
            nint lda = TLeft.IsStrided ? Depth : rows;
            int columns = TMode.IsDouble ? width : TRegister.Width;
            TileKernel<TRegister, TNumber, TVector, TLeft, TMode>.Run(
                rows, Depth, a, lda, b, width, panel, panel + (Depth * width), width, columns, accumulate: false, bias: null,
                new TileAhead<TNumber>(b, width, 3));
        }

        int sums = rows * (TMode.IsDouble ? width : TRegister.Width);
        Assert.Equal(sums, memory.Count(value => value == TNumber.CreateChecked(Depth)));
    }
}
