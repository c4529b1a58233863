using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The gradients of the sums of all steps of a recurrent layer. A part has some sequences and runs them from the last step to the
/// first, see <see cref="RecurrentJob{TCell}"/>.</summary>
internal unsafe struct RecurrentGradientJob<TCell> : IParallelJob
    where TCell : struct, IRecurrentCell
{
    public RecurrentShape Shape;
    public RowTiles Parts;

    // The recurrent weights transposed.
    public PackedOperand WeightHidden;
    public SequenceRows States;
    public SequenceRows Gates;
    public SequenceRows Memory;
    public SequenceRows OutputGradient;
    public SequenceRows GatesGradient;

    // The same as those of the gates, where the recurrent product is added to the sums over the input.
    public SequenceRows RecurrentGradient;

    public readonly void Execute(int part)
    {
        int first = Parts.FirstRow(part);
        int rows = Parts.Rows(part);
        int units = Shape.Units;
        float* dstates = Workspace.Take(WorkspaceSlot.Result, (long)rows * 2 * units);
        new Span<float>(dstates, rows * 2 * units).Clear();
        SequenceRows drecurrent = RecurrentGradient.From(first);
        for (int step = Shape.Steps - 1; step >= 0; step--)
        {
            RunCells(step, first, rows, dstates, dstates + ((nint)rows * units));
            if (step > 0)
            {
                // dh' += dq · weightHiddenᵀ
                int time = Shape.TimeOf(step);
                WeightHidden.Multiply(rows, drecurrent.At(0, time), drecurrent.Pitch, dstates, units, accumulate: !TCell.AddsProducts);
            }
        }
    }

    private readonly void RunCells(int step, int first, int rows, float* dstates, float* dmemory)
    {
        int units = Shape.Units;
        int time = Shape.TimeOf(step);
        bool isOutput = Shape.Sequences || step == Shape.Steps - 1;
        for (int i = 0; i < rows; i++)
        {
            int row = first + i;
            CellGradientRow cell = new()
            {
                Gates = Gates.At(row, time),
                PreviousState = States.At(row, time),
                PreviousMemory = step == 0 ? null : Memory.At(row, Shape.TimeOf(step - 1)),
                Memory = Memory.At(row, time),
                OutputGradient = isOutput ? OutputGradient.At(row, time) : null,
                StateGradient = dstates + ((nint)i * units),
                MemoryGradient = dmemory + ((nint)i * units),
                GatesGradient = GatesGradient.At(row, time),
                RecurrentGradient = RecurrentGradient.At(row, time),
            };
            TCell.Backward(cell, units);
        }
    }
}
