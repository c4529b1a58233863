using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
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
        return ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40))
            .AddColumn(TargetMethodColumn.Method)
            .AddColumnProvider(DefaultColumnProviders.Params)
            .AddColumn(StatisticColumn.Min, StatisticColumn.Median)
            .AddColumn(new RateColumn("GFLOP/s"), new RateColumn("GB/s"), new RateColumn("samples/s"))
            .AddColumnProvider(DefaultColumnProviders.Metrics);
    }
}
