using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>The tile of weight gradients of a window that slides by one cell: its sums, and the machine code of its inner loops, which must keep all of them in registers.</summary>
public sealed class SlidingGradientTileTests : TileTests
{
    private const int Cells = 3;

    protected override string Tile => "SlidingGradientTile";

    // Three rows of the window, three cells each.
    protected override (string Name, int Rows) Tallest256 => ("Three", 9);

    protected override (string Name, int Rows) Tallest512 => ("Three", 9);

    // Three ways to read, one or two registers; with 16 registers only one is used.
    private protected override void CheckForms(int count) => Assert.Contains(count, (int[])[3, 6]);

    private protected override void CheckTiles<TRegister, TVector>()
    {
        int width = TRegister.Width;
        CheckRows<TRegister, TVector, RunRead.Lanes, RowCount.One>(width);
        CheckRows<TRegister, TVector, RunRead.MaskedLanes, RowCount.One>((width + 1) / 2);
        CheckRows<TRegister, TVector, RunRead.GroupedLanes, RowCount.One>(width);
        if (TRegister.Available >= 32)
        {
            CheckRows<TRegister, TVector, RunRead.Lanes, RowCount.Two>(2 * width);
            CheckRows<TRegister, TVector, RunRead.MaskedLanes, RowCount.Two>(width + ((width + 1) / 2));
            CheckRows<TRegister, TVector, RunRead.GroupedLanes, RowCount.Two>(2 * width);
        }
    }

    // Lines of inputs shorter than the window too, and padding from none to more than the window.
    private static void CheckRows<TRegister, TVector, TRead, TWidth>(int columns)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        where TRead : struct, IRunRead
        where TWidth : struct, IRowCount
    {
        foreach ((int rows, int cells, int first, int outputs) in
            from rows in Enumerable.Range(1, Cells)
            from cells in (int[])[1, 2, 3, 4, 9]
            from first in Enumerable.Range(0, 5)
            from outputs in (int[])[1, 2, 3, 8, 12]
            select (rows, cells, first, outputs))
        {
            CheckTile<TRegister, TVector, TRead, TWidth>(rows, columns, cells, first, outputs);
        }
    }

    // Small whole numbers: the sums are exact in any order.
    private static unsafe void CheckTile<TRegister, TVector, TRead, TWidth>(int windowRows, int columns, int cells, int first, int outputs)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        where TRead : struct, IRunRead
        where TWidth : struct, IRowCount
    {
        const float Before = 5;
        const int StepX = 35, StepDy = 33, Rows = 2, PitchX = 330, PitchDy = 400, WindowPitch = 340;
        int pitch = 2 * TRegister.Width, group = Math.Min(2, TRegister.Width), channel = group - 1;
        float[] x = [.. Enumerable.Range(0, PitchX + (2 * WindowPitch) + 400).Select(i => (float)(i % 7) - 3)];
        float[] dy = [.. Enumerable.Range(0, 2 * PitchDy).Select(i => (float)(i % 5) - 2)];
        float[] sums = new float[(windowRows * Cells + 1) * pitch];
        Array.Fill(sums, Before);
        fixed (float* px = x, pdy = dy, ps = sums)
        {
            SlidingGradientTileOperands operands = new()
            {
                X = px,
                Dy = pdy,
                Sums = ps,
                Rows = Rows,
                Outputs = outputs,
                Cells = cells,
                First = first,
                XPitch = PitchX,
                DyPitch = PitchDy,
                WindowPitch = WindowPitch,
                SumPitch = pitch,
                XStep = StepX,
                DyStep = StepDy,
                Columns = columns,
                GroupSize = group,
                Channel = channel,
            };
            SlidingGradientTile<TRegister, TVector, TRead, TWidth>.Run(windowRows, operands);
        }

        Assert.All(sums[^pitch..], value => Assert.Equal(Before, value));
        for (int place = 0; place < windowRows * Cells; place++)
        {
            (int row, int tap) = Math.DivRem(place, Cells);
            for (int j = 0; j < columns; j++)
            {
                float expected = Before;
                int lane = TRead.IsGrouped ? (j / group * group) + channel : j;
                for (int i = 0; i < Rows * cells; i++)
                {
                    (int line, int cell) = Math.DivRem(i, cells);
                    int output = cell + first - tap;
                    if (output >= 0 && output < outputs)
                    {
                        expected += x[(line * PitchX) + (row * WindowPitch) + (cell * StepX) + lane] * dy[(line * PitchDy) + (output * StepDy) + j];
                    }
                }

                Assert.Equal(expected, sums[(place * pitch) + j]);
            }
        }
    }
}
