using System.Diagnostics;
using System.Reflection;
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
        CallKernels<Register512, Vector512<float>>();
    }

    [Fact]
    public void Full_tiles_of_256_bits_add_up_every_term()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        CallKernels<Register256, Vector256<float>>();
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
        bool isDebug = typeof(MatrixProduct).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false;
        Assert.SkipWhen(isDebug, "The library was compiled for debugging, and the JIT does not optimise it.");
        List<JitListing> kernels = [.. ListingsOf(probe).Where(listing => listing.IsOptimised
            && listing.Name.Contains(register, StringComparison.Ordinal)
            && listing.Name.Contains($"[DeepHealth.Numerics.RowCount+{height}]", StringComparison.Ordinal))];

        // Two ways to read A, four to read B.
        Assert.Equal(8, kernels.Count);
        foreach (JitListing kernel in kernels)
        {
            IReadOnlyList<string> loop = kernel.HottestLoop();
            int perRow = kernel.Name.Contains("SingleMasked", StringComparison.Ordinal) ? 1 : 2;
            Assert.True(rows * perRow == JitListing.MultiplyAdds(loop), $"{kernel.Name}: {JitListing.MultiplyAdds(loop)} multiply-adds in the loop.");
            Assert.True(!kernel.Spills(loop).Any(), $"{kernel.Name} spills:\n{string.Join('\n', kernel.Spills(loop))}");
        }
    }

    private static IReadOnlyList<JitListing> ListingsOf(string probe)
    {
        string file = Path.GetTempFileName();
        try
        {
            ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
            if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            {
                start.ArgumentList.Add(typeof(TileKernelCodeTests).Assembly.Location);
            }

            foreach (string argument in new[] { "--filter-method", $"{typeof(TileKernelCodeTests).FullName}.{probe}" })
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment["DOTNET_JitDisasm"] = "*TileKernel*:Compute";
            start.Environment["DOTNET_JitStdOutFile"] = file;
            using Process child = Process.Start(start)!;
            Task<string> error = child.StandardError.ReadToEndAsync();
            string output = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            Assert.True(child.ExitCode == 0, output + error.Result);
            return JitListing.Parse(File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void CallKernels<TRegister, TVector>()
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        CallKernel<TRegister, TVector, TileLeft.Adjacent, TileMode.Double>();
        CallKernel<TRegister, TVector, TileLeft.Adjacent, TileMode.DoublePacking>();
        CallKernel<TRegister, TVector, TileLeft.Adjacent, TileMode.DoubleMasked>();
        CallKernel<TRegister, TVector, TileLeft.Adjacent, TileMode.SingleMasked>();
        CallKernel<TRegister, TVector, TileLeft.Strided, TileMode.Double>();
        CallKernel<TRegister, TVector, TileLeft.Strided, TileMode.DoublePacking>();
        CallKernel<TRegister, TVector, TileLeft.Strided, TileMode.DoubleMasked>();
        CallKernel<TRegister, TVector, TileLeft.Strided, TileMode.SingleMasked>();
    }

    private static unsafe void CallKernel<TRegister, TVector, TLeft, TMode>()
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        where TLeft : struct, ITileLeft
        where TMode : struct, ITileMode
    {
        int rows = BlockedProduct<TRegister, TVector>.TileRows;
        int width = 2 * TRegister.Width;
        float[] memory = new float[(rows * Depth) + (2 * Depth * width) + (rows * width)];
        Array.Fill(memory, 1);
        fixed (float* a = memory)
        {
            float* b = a + (rows * Depth);
            float* panel = b + (Depth * width);
            nint lda = TLeft.IsStrided ? Depth : rows;
            int columns = TMode.IsDouble ? width : TRegister.Width;
            TileKernel<TRegister, TVector, TLeft, TMode>.Run(
                rows, Depth, a, lda, b, width, panel, panel + (Depth * width), width, columns, accumulate: false, bias: null);
        }

        int sums = rows * (TMode.IsDouble ? width : TRegister.Width);
        Assert.Equal(sums, memory.Count(value => value == Depth));
    }
}
