using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>The tile of weight gradients: its sums, and the machine code of its inner loops, which must keep all of them in registers.</summary>
public sealed class WeightGradientTileTests : TileTests
{
    protected override string Tile => "WeightGradientTile";

    protected override (string Name, int Rows) Tallest256 => ("Six", 6);

    // Two registers, two of which one is masked, and one masked register.
    private protected override void CheckForms(int count) => Assert.Equal(3, count);

    private protected override int PerRow(string name) => name.Contains("SingleMasked", StringComparison.Ordinal) ? 1 : 2;

    private protected override void CheckTiles<TRegister, TVector>()
    {
        int width = TRegister.Width;
        for (int rows = 1; rows <= WeightGradientTile<TRegister, TVector, TileMode.Double>.MaxRows; rows++)
        {
            CheckTile<TRegister, TVector, TileMode.Double>(rows, 2 * width);
            CheckTile<TRegister, TVector, TileMode.DoubleMasked>(rows, width + ((width + 1) / 2));
            CheckTile<TRegister, TVector, TileMode.SingleMasked>(rows, (width + 1) / 2);
        }
    }

    // Small whole numbers: the sums are exact in any order.
    private static unsafe void CheckTile<TRegister, TVector, TMode>(int rows, int columns)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        where TMode : struct, ITileMode
    {
        const float Before = 5;
        const int StepX = 45, StepDy = 50;
        int stride = 2 * TRegister.Width;
        PixelRun[] runs = [new PixelRun(7, 3, 4), new PixelRun(300, 170, 1), new PixelRun(180, 330, 2)];
        float[] x = [.. Enumerable.Range(0, 640).Select(i => (float)(i % 7) - 3)];
        float[] dy = [.. Enumerable.Range(0, 600).Select(i => (float)(i % 5) - 2)];
        foreach (bool accumulate in (bool[])[false, true])
        {
            float[] sums = new float[(rows + 1) * stride];
            Array.Fill(sums, Before);
            fixed (float* px = x, pdy = dy, ps = sums)
            fixed (PixelRun* pr = runs)
            {
                WeightGradientTile<TRegister, TVector, TMode>.Run(rows, pr, runs.Length, px, StepX, pdy, StepDy, ps, columns, accumulate);
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
                            nint at = run.X + (q * StepX) + row;
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
