using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>The tile of weight gradients whose lanes are channels: its sums, and the machine code of its inner loops, which must keep all of them in registers.</summary>
public sealed class TapTileTests : TileTests
{
    protected override string Tile => "TapTile";

    protected override (string Name, int Rows) Tallest256 => ("Twelve", 12);

    // Three ways to read; the tallest tile of two registers, or of one.
    private protected override void CheckForms(int count) => Assert.NotEqual(0, count);

    private protected override void CheckTiles<TRegister, TVector>()
    {
        int width = TRegister.Width;
        CheckHeights<TRegister, TVector, RunRead.Lanes, RowCount.One>(width);
        CheckHeights<TRegister, TVector, RunRead.Lanes, RowCount.Two>(2 * width);
        CheckHeights<TRegister, TVector, RunRead.MaskedLanes, RowCount.One>((width + 1) / 2);
        CheckHeights<TRegister, TVector, RunRead.MaskedLanes, RowCount.Two>(width + ((width + 1) / 2));
        CheckHeights<TRegister, TVector, RunRead.GroupedLanes, RowCount.One>(width);
        CheckHeights<TRegister, TVector, RunRead.GroupedLanes, RowCount.Two>(2 * width);
    }

    private static void CheckHeights<TRegister, TVector, TRead, TWidth>(int columns)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        where TRead : struct, IRunRead
        where TWidth : struct, IRowCount
    {
        for (int rows = 1; rows <= TapTile<TRegister, TVector, TRead, TWidth>.MaxRows; rows++)
        {
            CheckTile<TRegister, TVector, TRead, TWidth>(rows, columns);
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
        const int StepX = 45, StepDy = 50;
        int stride = 2 * TRegister.Width, group = Math.Min(2, TRegister.Width), channel = group - 1;
        PixelRun[] runs = [new PixelRun(7, 3, 4), new PixelRun(300, 170, 1), new PixelRun(180, 330, 2)];
        float[] x = [.. Enumerable.Range(0, 1300).Select(i => (float)(i % 7) - 3)];
        float[] dy = [.. Enumerable.Range(0, 600).Select(i => (float)(i % 5) - 2)];
        nint[] taps = [.. Enumerable.Range(0, rows).Select(row => (nint)(row * 41))];
        nint[] places = [.. Enumerable.Range(0, rows).Select(row => (nint)((rows - row) * stride))];
        float[] sums = new float[(rows + 1) * stride];
        Array.Fill(sums, Before);
        fixed (float* px = x, pdy = dy, ps = sums)
        fixed (nint* pt = taps, pp = places)
        fixed (PixelRun* pr = runs)
        {
            TapTileOperands operands = new()
            {
                X = px,
                Dy = pdy,
                Runs = pr,
                RunsEnd = pr + runs.Length,
                Taps = pt,
                Places = pp,
                Sums = ps,
                XStep = StepX,
                DyStep = StepDy,
                Columns = columns,
                GroupSize = group,
                Channel = channel,
            };
            TapTile<TRegister, TVector, TRead, TWidth>.Run(rows, operands);
        }

        Assert.All(sums[..stride], value => Assert.Equal(Before, value));
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < columns; j++)
            {
                float expected = Before;
                int lane = TRead.IsGrouped ? (j / group * group) + channel : j;
                foreach (PixelRun run in runs)
                {
                    for (int q = 0; q < run.Length; q++)
                    {
                        expected += x[run.X + (q * StepX) + taps[row] + lane] * dy[run.Dy + (q * StepDy) + j];
                    }
                }

                Assert.Equal(expected, sums[places[row] + j]);
            }
        }
    }
}
