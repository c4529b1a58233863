namespace DeepHealth.Eddl;

/// <summary>Evenly spaced cells of one axis of a result that read the source through the same taps.</summary>
/// <param name="Place">First cell of the result.</param>
/// <param name="PlaceStep">Distance of the cells in the result.</param>
/// <param name="Cells">Number of cells.</param>
/// <param name="Source">Cell of the source that the first cell reads through a tap of shift 0; may lie outside.</param>
/// <param name="SourceStep">Distance in the source from one cell to the next.</param>
/// <param name="FirstTap">Position of the first tap in the order of the axis.</param>
/// <param name="Taps">Number of taps, neighbours in that order; may be 0.</param>
/// <param name="Shift">Shift of the first tap, in cells of the source.</param>
/// <param name="ShiftStep">How much further the next tap lies.</param>
internal readonly record struct AxisSegment(
    int Place, int PlaceStep, int Cells, int Source, int SourceStep, int FirstTap, int Taps, int Shift, int ShiftStep);
