using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>The tile of convolution: its sums, and the machine code of its inner loops, which must keep all of them in registers.</summary>
public sealed class RunTileTests : TileTests
{
    private const int Columns = 32;

    protected override string Tile => "RunTile";

    protected override (string Name, int Rows) Tallest256 => ("Six", 6);

    // Two ways to read the source, two widths.
    private protected override void CheckForms(int count) => Assert.Equal(4, count);

    private protected override void CheckTiles<TRegister, TVector>()
    {
        for (int rows = 1; rows <= RunTile<TRegister, TVector, RunRead.Broadcast, RowCount.Two>.MaxRows; rows++)
        {
            CheckTile<TRegister, TVector, RunRead.Broadcast, RowCount.Two>(rows, 2 * TRegister.Width);
            CheckTile<TRegister, TVector, RunRead.Broadcast, RowCount.Two>(rows, (2 * TRegister.Width) - (TRegister.Width / 2));
            CheckTile<TRegister, TVector, RunRead.Broadcast, RowCount.One>(rows, TRegister.Width);
            CheckTile<TRegister, TVector, RunRead.GroupedLanes, RowCount.Two>(rows, 2 * TRegister.Width);
            CheckTile<TRegister, TVector, RunRead.GroupedLanes, RowCount.One>(rows, TRegister.Width);
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
        int width = TWidth.Rows * TRegister.Width, group = Math.Min(2, TRegister.Width);
        SourceRun[] runs = TRead.IsBroadcast ? [new(3, 0, 4), new(40, 4, 1), new(20, 7, 2)]
            : [new(3, 0, group), new(40, 4, group), new(20, 7, group)];
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
                GroupSize = group,
                AsksAhead = rows % 2 == 0,
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
                        expected += x[cells[row] + run.Source + q + (TRead.IsBroadcast ? 0 : j / group * group)] * w[((run.Step + q) * width) + j];
                    }
                }

                Assert.Equal(expected, y[(row * (Columns + 3)) + j]);
            }
        }
    }
}
