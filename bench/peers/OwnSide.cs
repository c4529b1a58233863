using System.Diagnostics;
using DeepHealth.Eddl;

namespace DeepHealth.Bench.Peers;

/// <summary>A network in this library, measured.</summary>
public sealed class OwnSide
{
    private const int FewestSteps = 3;
    private readonly Model _model;
    private readonly Batch _batch;

    /// <summary>Builds a network and draws its batch.</summary>
    /// <param name="network">Which.</param>
    /// <param name="device">Device that computes.</param>
    public OwnSide(ReferenceNetwork network, Device device)
    {
        ArgumentNullException.ThrowIfNull(network);
        _model = network.Build(device);
        _batch = network.Draw(device);
    }

    /// <summary>Number of trained parameters.</summary>
    public long ParameterCount => _model.Parameters.TrainedParameters;

    /// <summary>Runs steps that do not count, so that all code is compiled with full optimisation and the step is captured.</summary>
    /// <param name="kind">What to run.</param>
    /// <param name="seconds">How long.</param>
    public void WarmUp(StepKind kind, double seconds) => Measure(kind, seconds, cpuTime: false);

    /// <summary>Times steps one by one.</summary>
    /// <param name="kind">What to run.</param>
    /// <param name="seconds">How long; at least 3 steps are run.</param>
    /// <param name="cpuTime">Whether processor time of this process counts instead of time on the wall.</param>
    /// <returns>Milliseconds of every step.</returns>
    public List<double> Measure(StepKind kind, double seconds, bool cpuTime)
    {
        List<double> times = [];
        long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        Step(kind);
        while (times.Count < FewestSteps || Stopwatch.GetTimestamp() < end)
        {
            double before = Now(cpuTime);
            Step(kind);
            times.Add(Now(cpuTime) - before);
        }

        return times;
    }

    private static double Now(bool cpuTime)
        => cpuTime ? Environment.CpuUsage.TotalTime.TotalMilliseconds : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    private void Step(StepKind kind)
    {
        if (kind == StepKind.Train)
        {
            _model.TrainBatch(_batch);
        }
        else
        {
            using MemoryScope scope = new();
            _model.Predict(_batch.Input);
        }
    }
}
