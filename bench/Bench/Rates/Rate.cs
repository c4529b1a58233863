using System.Globalization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using DeepHealth.Bench.Peers;

namespace DeepHealth.Bench;

/// <summary>Work of one call over its shortest time, beside what the machine can do.</summary>
/// <param name="PerSecond">Operations or bytes per second.</param>
/// <param name="Peak">The same of the machine; NaN where there is nothing to compare with.</param>
/// <param name="Unit">What the work is counted in.</param>
internal readonly record struct Rate(double PerSecond, double Peak, WorkUnit Unit)
{
    /// <summary>The rate of a benchmark; null where it did not run.</summary>
    public static Rate? Of(Summary summary, BenchmarkCase benchmark)
    {
        object[] parameters = [.. benchmark.Parameters.Items.Select(item => item.Value)];
        if (summary[benchmark]?.ResultStatistics is not { } times)
        {
            return null;
        }

        if (parameters[0] is FileTask task)
        {
            // What limits a decoder is neither memory nor multiply-adds.
            return new Rate(task.Work / (times.Min * 1e-9), double.NaN, task.Unit);
        }

        int threads = parameters.OfType<int>().Single();
        (double work, WorkUnit unit) = parameters[0] switch
        {
            KernelCase kernel => (kernel.Work, kernel.Unit),
            ReferenceNetwork network => (
                benchmark.Descriptor.WorkloadMethod.Name == nameof(NetworkSuite.Train) ? network.TrainingOperations : network.ForwardOperations,
                WorkUnit.Operations),
            _ => throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Bench: the first parameter of {benchmark.DisplayInfo} has no known work.")),
        };
        double peak = unit == WorkUnit.Operations ? Peaks.OperationsPerSecond(threads) : Peaks.BytesPerSecond(threads);
        return new Rate(work / (times.Min * 1e-9), peak, unit);
    }
}
