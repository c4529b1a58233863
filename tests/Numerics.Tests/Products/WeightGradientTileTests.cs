using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>The tile of weight gradients: its sums, and the machine code of its inner loops, which must keep all of them in registers.</summary>
public sealed class WeightGradientTileTests
{
    [Fact]
    public void The_inner_loops_of_512_bits_keep_every_accumulator_in_a_register()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        AssertNoSpills("Register512", "Fourteen", rows: 14, nameof(Tiles_of_512_bits_add_up_every_output));
    }

    [Fact]
    public void The_inner_loops_of_256_bits_keep_every_accumulator_in_a_register()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        AssertNoSpills("Register256", "Six", rows: 6, nameof(Tiles_of_256_bits_add_up_every_output));
    }

    [Fact]
    public void Tiles_of_512_bits_add_up_every_output()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        CheckTiles<Register512, Vector512<float>>();
    }

    [Fact]
    public void Tiles_of_256_bits_add_up_every_output()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        CheckTiles<Register256, Vector256<float>>();
    }

    [Fact]
    public void Tiles_of_single_numbers_add_up_every_output() => CheckTiles<Register32, float>();

    private static void AssertNoSpills(string register, string height, int rows, string probe)
    {
        List<JitListing> kernels = [.. JitProbe.ListingsOf(typeof(WeightGradientTileTests), probe, "*WeightGradientTile*:Compute").Where(listing => listing.IsOptimised
            && listing.Name.Contains(register, StringComparison.Ordinal)
            && listing.Name.Contains($"Compute[DeepHealth.Numerics.RowCount+{height}]", StringComparison.Ordinal))];

        // Numbers and lanes, each with two registers, two of which one is masked, and one masked register.
        Assert.Equal(6, kernels.Count);
        foreach (JitListing kernel in kernels)
        {
            IReadOnlyList<string> loop = kernel.HottestLoop();
            int perRow = kernel.Name.Contains("SingleMasked", StringComparison.Ordinal) ? 1 : 2;
            Assert.True(rows * perRow == JitListing.MultiplyAdds(loop), $"{kernel.Name}: {JitListing.MultiplyAdds(loop)} multiply-adds in the loop.");
            Assert.True(!kernel.Spills(loop).Any(), $"{kernel.Name} spills:\n{string.Join('\n', kernel.Spills(loop))}");
        }
    }

    private static void CheckTiles<TRegister, TVector>()
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        int width = TRegister.Width;
        for (int rows = 1; rows <= WeightGradientTile<TRegister, TVector, WeightFactor.Number, TileMode.Double>.MaxRows; rows++)
        {
            CheckTile<TRegister, TVector, WeightFactor.Number, TileMode.Double>(rows, 2 * width);
            CheckTile<TRegister, TVector, WeightFactor.Number, TileMode.DoubleMasked>(rows, width + ((width + 1) / 2));
            CheckTile<TRegister, TVector, WeightFactor.Number, TileMode.SingleMasked>(rows, (width + 1) / 2);
            CheckTile<TRegister, TVector, WeightFactor.Lanes, TileMode.Double>(rows, 2 * width);
            CheckTile<TRegister, TVector, WeightFactor.Lanes, TileMode.DoubleMasked>(rows, width + ((width + 1) / 2));
            CheckTile<TRegister, TVector, WeightFactor.Lanes, TileMode.SingleMasked>(rows, (width + 1) / 2);
        }
    }

    // Small whole numbers: the sums are exact in any order.
    private static unsafe void CheckTile<TRegister, TVector, TFactor, TMode>(int rows, int columns)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        where TFactor : struct, IWeightFactor
        where TMode : struct, ITileMode
    {
        const float Before = 5;
        const int Row = 40, StepX = 45, StepDy = 50;
        int stride = 2 * TRegister.Width;
        PixelRun[] runs = [new PixelRun(7, 3, 4), new PixelRun(300, 170, 1), new PixelRun(180, 330, 2)];
        float[] x = [.. Enumerable.Range(0, (rows * Row) + 600).Select(i => (float)(i % 7) - 3)];
        float[] dy = [.. Enumerable.Range(0, 600).Select(i => (float)(i % 5) - 2)];
        foreach (bool accumulate in (bool[])[false, true])
        {
            float[] sums = new float[(rows + 1) * stride];
            Array.Fill(sums, Before);
            fixed (float* px = x, pdy = dy, ps = sums)
            fixed (PixelRun* pr = runs)
            {
                WeightGradientTile<TRegister, TVector, TFactor, TMode>.Run(rows, pr, runs.Length, px, Row, StepX, pdy, StepDy, ps, columns, accumulate);
            }

            for (int row = 0; row < rows; row++)
            {
                for (int j = 0; j < columns; j++)
                {
                    float expected = accumulate ? Before : 0;
                    foreach (PixelRun run in runs)
                    {
                        for (int q = 0; q < run.Length; q++)
                        {
                            nint at = run.X + (q * StepX) + (TFactor.IsLanes ? (row * Row) + j : row);
                            expected += x[at] * dy[run.Dy + (q * StepDy) + j];
                        }
                    }

                    Assert.Equal(expected, sums[(row * stride) + j]);
                }
            }

            Assert.All(sums[^stride..], value => Assert.Equal(Before, value));
        }
    }
}
