namespace DeepHealth.Eddl;

/// <summary>Some neighbouring cells of one row, from the first channel of the first to the last channel of the last.</summary>
/// <param name="Sample">Sample of the row.</param>
/// <param name="Slice">Position of the row along D.</param>
/// <param name="Row">Position of the row along H.</param>
/// <param name="Start">Elements of the row before the run.</param>
/// <param name="Count">Elements of the run.</param>
internal readonly record struct CellRun(int Sample, int Slice, int Row, int Start, int Count);
