namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Text of the legend.</param>
/// <param name="Color">Number of the colour in the page's palette.</param>
/// <param name="Points">Points in order; those that are not finite leave a gap.</param>
/// <param name="Dashed">Dashes tell the line from others without colour.</param>
internal sealed record ChartSeries(string Name, int Color, IReadOnlyList<(double X, double Y)> Points, bool Dashed = false);
