using DeepHealth.Eddl;

namespace DeepHealth.Bench.Peers;

/// <summary>Inference of one network by <see cref="Model.Predict"/> and by the copy that <see cref="Model.ForInference"/> makes.</summary>
/// <remarks>Times are milliseconds per batch: with one thread processor time of the process, with more time on the wall.</remarks>
/// <param name="Network">Name of the network.</param>
/// <param name="Batch">Samples of a batch.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="Kind"><c>copy</c>.</param>
/// <param name="ModelMs">Median of the model.</param>
/// <param name="CopyMs">Median of the copy.</param>
/// <param name="Ratio">The copy's divided by the model's, medians.</param>
/// <param name="ModelMinMs">Shortest of the model.</param>
/// <param name="CopyMinMs">Shortest of the copy.</param>
/// <param name="RatioMin">The copy's divided by the model's, shortest.</param>
/// <param name="ParametersMb">Parameters of the model, MiB.</param>
/// <param name="CopyMb">What the copy keeps, MiB.</param>
public sealed record CopyComparison(
    string Network, int Batch, int Threads, string Kind, double ModelMs, double CopyMs, double Ratio, double ModelMinMs, double CopyMinMs, double RatioMin,
    double ParametersMb, double CopyMb)
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Measures a single sample and the network's usual batch.</summary>
    /// <param name="network">Which network.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="options">How long.</param>
    public static IEnumerable<CopyComparison> Measure(ReferenceNetwork network, int threads, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        Device device = Device.CpuWithThreads(threads);
        Model model = network.Build(device);
        foreach (int count in (int[])[1, network.Batch])
        {
            yield return Measure(network with { Batch = count }, model, threads, options);
        }
    }

    private static CopyComparison Measure(ReferenceNetwork network, Model model, int threads, RunOptions options)
    {
        Tensor input = network.Draw(model.Device).Input;
        using InferenceModel copy = model.ForInference();
        Tensor output = copy.Predict(input);
        double seconds = options.Seconds * RunOptions.KernelShare;
        Timing modelTimes = new(), copyTimes = new();
        StepTimer.Measure(Predict, seconds, cpuTime: false);
        StepTimer.Measure(PredictByCopy, seconds, cpuTime: false);
        for (int round = 0; round < options.Rounds; round++)
        {
            modelTimes.Add(StepTimer.Measure(Predict, seconds, cpuTime: threads == 1));
            copyTimes.Add(StepTimer.Measure(PredictByCopy, seconds, cpuTime: threads == 1));
        }

        return new CopyComparison(
            network.Name, network.Batch, threads, "copy", Math.Round(modelTimes.Median, 5), Math.Round(copyTimes.Median, 5),
            Math.Round(copyTimes.Median / modelTimes.Median, 3), Math.Round(modelTimes.Minimum, 5), Math.Round(copyTimes.Minimum, 5),
            Math.Round(copyTimes.Minimum / modelTimes.Minimum, 3), Math.Round(model.Parameters.Values.Count * sizeof(float) / Mebibyte, 2),
            Math.Round(copy.Bytes / Mebibyte, 2));

        void Predict()
        {
            using MemoryScope scope = new();
            model.Predict(input);
        }

        void PredictByCopy() => copy.Predict(input, output);
    }
}
