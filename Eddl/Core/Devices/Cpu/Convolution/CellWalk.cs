using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Lists the tiles of a part and where their cells lie.</summary>
internal readonly unsafe struct CellWalk(in CellPlan plan)
{
    private readonly CellPlan _plan = plan;

    /// <summary>Fills the tables of a range of tiles.</summary>
    /// <param name="tile">First tile.</param>
    /// <param name="end">End of the tiles.</param>
    /// <param name="tiles">Written: tiles.</param>
    /// <param name="cells">Written: for each cell of the tiles, where it lies in the source.</param>
    /// <param name="places">Written: where it lies in the result.</param>
    /// <returns>Number of cells.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Fill(int tile, int end, CellTile* tiles, nint* cells, nint* places)
    {
        int count = 0;
        for (CellPass* pass = _plan.Passes; tile < end; pass++)
        {
            int local = tile - pass->FirstTile;
            int stop = Math.Min(end - pass->FirstTile, pass->Tiles.Count);
            if (local >= stop)
            {
                continue;
            }

            int from = pass->Tiles.FirstRow(local), at = count;
            for (; local < stop; local++, tile++, tiles++)
            {
                *tiles = new CellTile
                {
                    Rows = pass->Tiles.Rows(local),
                    FirstCell = count,
                    Runs = _plan.Runs + pass->FirstRun,
                    End = _plan.Runs + pass->FirstRun + pass->Runs,
                };
                count += tiles->Rows;
            }

            FillCells(*pass, from, count - at, cells + at, places + at);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillCells(in CellPass pass, int cell, int count, nint* cells, nint* places)
    {
        (int rest, int w) = Math.DivRem(cell, pass.Width);
        (rest, int h) = Math.DivRem(rest, pass.Height);
        (int n, int d) = Math.DivRem(rest, pass.Depth);
        CellSteps source = _plan.SourceSteps, place = _plan.PlaceSteps;
        for (int i = 0; i < count;)
        {
            nint from = pass.Source + (n * source.Sample) + (d * source.Depth) + (h * source.Height) + (w * source.Width);
            nint to = pass.Place + (n * place.Sample) + (d * place.Depth) + (h * place.Height) + (w * place.Width);
            for (; i < count && w < pass.Width; i++, w++)
            {
                cells[i] = from;
                places[i] = to;
                from += source.Width;
                to += place.Width;
            }

            w = 0;
            if (++h == pass.Height)
            {
                h = 0;
                if (++d == pass.Depth)
                {
                    d = 0;
                    n++;
                }
            }
        }
    }
}
