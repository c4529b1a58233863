using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>The tile of convolution: its sums, and the machine code of its inner loops, which must keep all of them in registers.</summary>
public sealed class RunTileTests
{
    private const int Columns = 32;

    [Fact]
    public void The_inner_loops_of_512_bits_keep_every_accumulator_in_a_register()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        AssertNoSpills("Register512", "Fourteen", rows: 14, nameof(Tiles_of_512_bits_add_up_every_run));
    }

    [Fact]
    public void The_inner_loops_of_256_bits_keep_every_accumulator_in_a_register()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        AssertNoSpills("Register256", "Six", rows: 6, nameof(Tiles_of_256_bits_add_up_every_run));
    }

    [Fact]
    public void Tiles_of_512_bits_add_up_every_run()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        CheckTiles<Register512, Vector512<float>>();
    }

    [Fact]
    public void Tiles_of_256_bits_add_up_every_run()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        CheckTiles<Register256, Vector256<float>>();
    }

    [Fact]
    public void Tiles_of_single_numbers_add_up_every_run() => CheckTiles<Register32, float>();

    private static void AssertNoSpills(string register, string height, int rows, string probe)
    {
        List<JitListing> kernels = [.. JitProbe.ListingsOf(typeof(RunTileTests), probe, "*RunTile*:Compute").Where(listing => listing.IsOptimised
            && listing.Name.Contains(register, StringComparison.Ordinal)
            && listing.Name.Contains($"Compute[DeepHealth.Numerics.RowCount+{height}]", StringComparison.Ordinal))];

        // Three ways to read the source, two widths.
        Assert.Equal(6, kernels.Count);
        foreach (JitListing kernel in kernels)
        {
            IReadOnlyList<string> loop = kernel.HottestLoop();
            int perRow = kernel.Name.Contains("RowCount+Two]:", StringComparison.Ordinal) ? 2 : 1;
            Assert.True(rows * perRow == JitListing.MultiplyAdds(loop), $"{kernel.Name}: {JitListing.MultiplyAdds(loop)} multiply-adds in the loop.");
            Assert.True(!kernel.Spills(loop).Any(), $"{kernel.Name} spills:\n{string.Join('\n', kernel.Spills(loop))}");
        }
    }

    private static void CheckTiles<TRegister, TVector>()
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        for (int rows = 1; rows <= RunTile<TRegister, TVector, RunRead.Broadcast, RowCount.Two>.MaxRows; rows++)
        {
            CheckTile<TRegister, TVector, RunRead.Broadcast, RowCount.Two>(rows, 2 * TRegister.Width);
            CheckTile<TRegister, TVector, RunRead.Broadcast, RowCount.Two>(rows, (2 * TRegister.Width) - (TRegister.Width / 2));
            CheckTile<TRegister, TVector, RunRead.Broadcast, RowCount.One>(rows, TRegister.Width);
            CheckTile<TRegister, TVector, RunRead.Lanes, RowCount.Two>(rows, 2 * TRegister.Width);
            CheckTile<TRegister, TVector, RunRead.Lanes, RowCount.One>(rows, TRegister.Width);
            CheckTile<TRegister, TVector, RunRead.MaskedLanes, RowCount.Two>(rows, (2 * TRegister.Width) - (TRegister.Width / 2));
            CheckTile<TRegister, TVector, RunRead.MaskedLanes, RowCount.One>(rows, Math.Max(1, TRegister.Width - 1));
        }
    }

    // Small whole numbers: the sums are exact in any order.
    private static unsafe void CheckTile<TRegister, TVector, TRead, TWidth>(int rows, int columns)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        where TRead : struct, IRunRead
        where TWidth : struct, IRowCount
    {
        const float Before = 5;
        int width = TWidth.Rows * TRegister.Width;
        SourceRun[] runs = TRead.IsBroadcast ? [new(3, 0, 4), new(40, 4, 1), new(20, 7, 2)] : [new(3, 0, 1), new(40, 4, 1), new(20, 7, 1)];
        float[] x = [.. Enumerable.Range(0, (rows * 50) + 200).Select(i => (float)(i % 7) - 3)];
        float[] w = [.. Enumerable.Range(0, 9 * width).Select(i => (float)(i % 5) - 2)];
        float[] bias = [.. Enumerable.Range(0, columns).Select(i => (float)i)];
        nint[] cells = [.. Enumerable.Range(0, rows).Select(row => (nint)((rows - row) * 11))];
        nint[] places = [.. Enumerable.Range(0, rows).Select(row => (nint)(row * (Columns + 3)))];
        float[] y = new float[rows * (Columns + 3)];
        Array.Fill(y, Before);
        fixed (float* px = x, pw = w, pb = bias, py = y)
        fixed (nint* pc = cells, pp = places)
        fixed (SourceRun* pr = runs)
        {
            RunTileOperands operands = new()
            {
                X = px,
                Cells = pc,
                Runs = pr,
                RunsEnd = pr + runs.Length,
                Weights = pw,
                Y = py,
                Places = pp,
                Bias = pb,
                Columns = columns,
                Accumulate = true,
            };
            RunTile<TRegister, TVector, TRead, TWidth>.Run(rows, operands);
        }

        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < Columns + 3; j++)
            {
                float expected = Before + (j < columns ? bias[j] : 0);
                foreach (SourceRun run in j < columns ? runs : [])
                {
                    for (int q = 0; q < run.Length; q++)
                    {
                        expected += x[cells[row] + run.Source + q + (TRead.IsBroadcast ? 0 : j)] * w[((run.Step + q) * width) + j];
                    }
                }

                Assert.Equal(expected, y[(row * (Columns + 3)) + j]);
            }
        }
    }
}
