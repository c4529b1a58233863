using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Gated recurrent unit.</summary>
internal readonly unsafe struct GruCell : IRecurrentCell
{
    public static int Gates => 3;

    public static bool AddsProducts => false;

    public static void Forward(in CellRow row, int units) => SpanLoops.GruCell(
        default(Sigmoid), row.Gates, row.Recurrent, row.BiasInput, row.BiasHidden, row.PreviousState, row.Memory, row.State, units);

    public static void Backward(in CellGradientRow row, int units) => SpanLoops.GruCellGradient(
        default(Sigmoid), row.Gates, row.Memory, row.PreviousState, row.OutputGradient, row.StateGradient, row.GatesGradient, row.RecurrentGradient, units);
}
