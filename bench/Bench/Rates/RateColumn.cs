using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace DeepHealth.Bench;

/// <summary>A column such as GFLOP/s: the work of a call over its shortest time.</summary>
/// <remarks>The shortest time, because on a shared machine the others tell of the neighbours.</remarks>
/// <param name="unit">The unit, as suites state it in their <see cref="RateAttribute"/>.</param>
internal sealed class RateColumn(string unit) : IColumn
{
    /// <inheritdoc/>
    public string Id => $"Rate {unit}";

    /// <inheritdoc/>
    public string ColumnName => unit;

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
    public string Legend => $"{unit} of the shortest iteration";

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(benchmark => RateOf(benchmark)?.Unit == unit);

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(benchmarkCase);
        IWork? work = benchmarkCase.Parameters.Items.Select(item => item.Value).OfType<IWork>().FirstOrDefault();
        double? nanoseconds = summary[benchmarkCase]?.ResultStatistics?.Min;
        if (work is null || nanoseconds is null || RateOf(benchmarkCase) is not { } rate)
        {
            return "-";
        }

        double factor = benchmarkCase.Descriptor.WorkloadMethod.GetCustomAttribute<WorkFactorAttribute>()?.Factor ?? 1;
        return (work.Work * factor / (nanoseconds.Value * 1e-9) / rate.Scale).ToString("0.0", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    private static RateAttribute? RateOf(BenchmarkCase benchmark) => benchmark.Descriptor.Type.GetCustomAttribute<RateAttribute>();
}
