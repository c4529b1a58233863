using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>All steps of a recurrent layer. A part has some sequences and runs them from the first step to the last.</summary>
/// <remarks>Sequences do not meet, so threads wait for each other once per layer instead of once per step, and each finds the packed
/// weights in its own cache. Activations follow their product while it is in the first-level cache.</remarks>
internal unsafe struct RecurrentJob<TCell> : IParallelJob
    where TCell : struct, IRecurrentCell
{
    public RecurrentShape Shape;
    public RowTiles Parts;
    public PackedOperand WeightInput;
    public PackedOperand WeightHidden;
    public float* BiasInput;
    public float* BiasHidden;
    public SequenceRows X;
    public SequenceRows Y;

    // Missing where no gradient is wanted: then every step uses the same scratch memory.
    public SequenceRows States;
    public SequenceRows Gates;
    public SequenceRows Memory;

    public readonly void Execute(int part)
    {
        int first = Parts.FirstRow(part);
        int rows = Parts.Rows(part);
        int units = Shape.Units;
        int columns = TCell.Gates * units;
        float* scratch = Workspace.Take(WorkspaceSlot.Result, (long)rows * 2 * (columns + units));
        SequenceRows x = X.From(first);
        SequenceRows y = Y.From(first);
        SequenceRows recurrent = new(scratch, columns, 0);
        SequenceRows gates = OrScratch(Gates, first, scratch + ((nint)rows * columns), columns);
        SequenceRows states = OrScratch(States, first, scratch + ((nint)rows * 2 * columns), units);
        SequenceRows memory = OrScratch(Memory, first, scratch + ((nint)rows * ((2 * columns) + units)), units);
        if (TCell.AddsProducts)
        {
            recurrent = gates;
        }

        for (int row = 0; row < rows; row++)
        {
            new Span<float>(states.At(row, Shape.TimeOf(0)), units).Clear();
        }

        for (int step = 0; step < Shape.Steps; step++)
        {
            int time = Shape.TimeOf(step);
            WeightInput.Multiply(rows, x.At(0, time), x.Pitch, gates.At(0, time), gates.Pitch, accumulate: false);

            // The first product is 0: where products are added there is nothing to do.
            if (step > 0 || !TCell.AddsProducts)
            {
                WeightHidden.Multiply(rows, states.At(0, time), states.Pitch, recurrent.At(0, time), recurrent.Pitch, TCell.AddsProducts);
            }

            RunCells(step, rows, gates, recurrent, states, memory, y);
        }
    }

    private readonly void RunCells(
        int step, int rows, SequenceRows gates, SequenceRows recurrent, SequenceRows states, SequenceRows memory, SequenceRows y)
    {
        int units = Shape.Units;
        int time = Shape.TimeOf(step);
        bool isLast = step == Shape.Steps - 1;
        for (int row = 0; row < rows; row++)
        {
            float* output = y.At(row, time);
            float* state = isLast ? output : states.At(row, Shape.TimeOf(step + 1));
            CellRow cell = new()
            {
                Gates = gates.At(row, time),
                Recurrent = recurrent.At(row, time),
                BiasInput = BiasInput,
                BiasHidden = BiasHidden,
                PreviousState = states.At(row, time),
                PreviousMemory = step == 0 ? null : memory.At(row, Shape.TimeOf(step - 1)),
                Memory = memory.At(row, time),
                State = state,
            };
            TCell.Forward(cell, units);
            if (Shape.Sequences && !isLast)
            {
                new ReadOnlySpan<float>(state, units).CopyTo(new Span<float>(output, units));
            }
        }
    }

    private static SequenceRows OrScratch(SequenceRows rows, int first, float* scratch, int columns)
        => rows.IsMissing ? new SequenceRows(scratch, columns, 0) : rows.From(first);
}
