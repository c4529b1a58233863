using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using DeepHealth.Bench.Peers;
using Perfolizer.Horology;

namespace DeepHealth.Bench;

/// <summary>How the suites are measured and reported.</summary>
internal static class BenchConfig
{
    /// <summary>The settings.</summary>
    /// <param name="quick">Fewer and shorter iterations: to see that all suites run and roughly how fast.</param>
    public static IConfig Create(bool quick)
    {
        // In this process: worker threads are pinned and parked, so a process per benchmark would only add its start.
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(quick ? 1 : 5)
            .WithIterationCount(quick ? 4 : 20)
            .WithIterationTime(TimeInterval.FromMilliseconds(quick ? 60 : 250));
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(60))
            .AddColumn(TargetMethodColumn.Method)
            .AddColumnProvider(DefaultColumnProviders.Params)
            .AddColumn(StatisticColumn.Min, StatisticColumn.Median)
            .AddColumn(
                new RateColumn("GFLOP/s", "operations of the shortest iteration", rate => rate.Unit == WorkUnit.Operations ? rate.PerSecond / 1e9 : null),
                new RateColumn("GB/s", "bytes of the shortest iteration", rate => rate.Unit == WorkUnit.Bytes ? rate.PerSecond / 1e9 : null),
                new RateColumn("ECG h/s", "hours of electrocardiogram per second, of the shortest iteration", rate => rate.Unit == WorkUnit.EcgHours ? rate.PerSecond : null),
                new RateColumn("% of peak", "of multiply-adds in registers, or of a triad in memory, measured in this run", rate => double.IsNaN(rate.Peak) ? null : 100 * rate.PerSecond / rate.Peak))
            .AddColumnProvider(DefaultColumnProviders.Metrics);
        return quick ? config.AddFilter(new SimpleFilter(IsQuick)) : config;
    }

    // The whole list takes half an hour. Networks are left to the comparison, which measures the same steps.
    private static bool IsQuick(BenchmarkCase benchmark) => benchmark.Parameters.Items[0].Value switch
    {
        KernelCase kernel => kernel.IsQuick,
        FileTask task => task.IsQuick,
        ReferenceNetwork network => ReferenceNetworks.Layers.Any(layer => layer.Name == network.Name),
        _ => true,
    };
}
