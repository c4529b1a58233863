using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace DeepHealth.Bench;

/// <summary>A column made of a benchmark's <see cref="Rate"/>.</summary>
/// <param name="name">Heading.</param>
/// <param name="legend">Explanation below the table.</param>
/// <param name="value">Its number, or null where the benchmark has none.</param>
internal sealed class RateColumn(string name, string legend, Func<Rate, double?> value) : IColumn
{
    /// <inheritdoc/>
    public string Id => $"Rate {name}";

    /// <inheritdoc/>
    public string ColumnName => name;

    /// <inheritdoc/>
    public bool AlwaysShow => true;

    /// <inheritdoc/>
    public ColumnCategory Category => ColumnCategory.Custom;

    /// <inheritdoc/>
    public int PriorityInCategory => 0;

    /// <inheritdoc/>
    public bool IsNumeric => true;

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public string Legend => legend;

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(benchmark => Number(summary, benchmark) is not null);

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        => Number(summary, benchmarkCase) is { } number ? number.ToString("0.0", CultureInfo.InvariantCulture) : "-";

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    private double? Number(Summary summary, BenchmarkCase benchmark) => Rate.Of(summary, benchmark) is { } rate ? value(rate) : null;
}
