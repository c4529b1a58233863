using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Long short-term memory.</summary>
internal readonly unsafe struct LstmCell : IRecurrentCell
{
    public static int Gates => 4;

    public static bool AddsProducts => true;

    public static void Forward(in CellRow row, int units)
        => SpanLoops.LstmCell(default(Sigmoid), row.Gates, row.BiasInput, row.PreviousMemory, row.Memory, row.State, units);

    public static void Backward(in CellGradientRow row, int units) => SpanLoops.LstmCellGradient(
        default(Sigmoid), row.Gates, row.PreviousMemory, row.Memory, row.OutputGradient, row.StateGradient, row.MemoryGradient, row.GatesGradient, units);
}
