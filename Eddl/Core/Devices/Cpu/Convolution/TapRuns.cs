namespace DeepHealth.Eddl;

/// <summary>Terms of the weight gradient for one cell of the window, or for neighbouring cells of one window row at once.</summary>
/// <param name="Row">First row of the sums.</param>
/// <param name="Rows">Rows of the sums: channels, or cells times channels.</param>
/// <param name="First">First run.</param>
/// <param name="Count">Number of runs.</param>
/// <param name="IsFirst">Whether these are the first terms of their sums; else sums of the same block came before.</param>
internal readonly record struct TapRuns(int Row, int Rows, int First, int Count, bool IsFirst);
