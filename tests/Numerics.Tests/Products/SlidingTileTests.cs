using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>The tile of convolution whose channels are groups of their own: its sums, and the machine code of its inner loops, which must keep all of them in registers.</summary>
public sealed class SlidingTileTests : TileTests
{
    private const int MostTaps = 7;

    protected override string Tile => "SlidingTile";

    protected override (string Name, int Rows) Tallest256 => ("Twelve", 12);

    // Two ways to read; the tallest tile of whole registers, or of both.
    private protected override void CheckForms(int count) => Assert.NotEqual(0, count);

    // Three taps slide together.
    private protected override int PerRow(string name) => 3;

    private protected override void CheckTiles<TRegister, TVector>()
    {
        for (int taps = 1; taps <= MostTaps; taps++)
        {
            for (int columns = 1; columns <= SlidingTile<TRegister, TVector, RunRead.Lanes>.MaxColumns; columns++)
            {
                CheckTile<TRegister, TVector, RunRead.Lanes>(columns, taps, slides: true, 1 + (columns % 3), TRegister.Width);
                CheckTile<TRegister, TVector, RunRead.Lanes>(columns, taps, slides: false, 2, TRegister.Width);
            }

            for (int columns = 1; columns <= SlidingTile<TRegister, TVector, RunRead.MaskedLanes>.MaxColumns; columns++)
            {
                CheckTile<TRegister, TVector, RunRead.MaskedLanes>(columns, taps, slides: columns % 2 == 0, 1, Math.Max(1, TRegister.Width - 1));
            }
        }
    }

    // Small whole numbers: the sums are exact in any order.
    private static unsafe void CheckTile<TRegister, TVector, TRead>(int columns, int taps, bool slides, int registers, int lanes)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        where TRead : struct, IRunRead
    {
        const float Before = 5;
        const int CellStep = 53, PlaceStep = 51, RowStep = 1100;
        int width = TRegister.Width, channels = ((registers - 1) * width) + lanes, tapStep = slides ? CellStep : 35, pitch = (2 * taps * width) + 7;
        SourceRun[] runs = [.. Enumerable.Range(0, 2 * taps).Select(i => new SourceRun((i / taps * RowStep) + (i % taps * tapStep) + 3, i, 1))];
        float[] x = [.. Enumerable.Range(0, 2 * RowStep).Select(i => (float)(i % 7) - 3)];
        float[] w = [.. Enumerable.Range(0, registers * pitch).Select(i => (float)(i % 5) - 2)];
        float[] bias = [.. Enumerable.Range(0, channels).Select(i => (float)i)];
        float[] y = new float[(columns + 1) * PlaceStep];
        Array.Fill(y, Before);
        fixed (float* px = x, pw = w, pb = bias, py = y)
        fixed (SourceRun* pr = runs)
        {
            SlidingTileOperands operands = new()
            {
                X = px,
                Runs = pr,
                RunsEnd = pr + runs.Length,
                Taps = taps,
                Threes = slides ? taps / 3 : 0,
                TapStep = tapStep,
                CellStep = CellStep,
                Weights = pw,
                WeightPitch = pitch,
                Y = py,
                PlaceStep = PlaceStep,
                Bias = columns % 4 == 1 ? null : pb,
                Registers = registers,
                Lanes = lanes,
                AsksAhead = columns % 2 == 0,
                RowsAhead = 1,
                CellsAhead = 1,
                Accumulate = columns % 3 != 1,
            };
            SlidingTile<TRegister, TVector, TRead>.Run(columns, operands);
        }

        for (int i = 0; i < y.Length; i++)
        {
            (int cell, int channel) = Math.DivRem(i, PlaceStep);
            float expected = Before;
            if (cell < columns && channel < channels)
            {
                expected = (columns % 3 != 1 ? Before : 0) + (columns % 4 == 1 ? 0 : bias[channel]);
                (int register, int lane) = Math.DivRem(channel, width);
                foreach (SourceRun run in runs)
                {
                    expected += x[(cell * CellStep) + run.Source + channel] * w[(register * pitch) + (run.Step * width) + lane];
                }
            }

            Assert.Equal(expected, y[i]);
        }
    }
}
