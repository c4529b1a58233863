using DeepHealth.Bench.Peers;
using DeepHealth.Ecvl.Signals;

namespace DeepHealth.Bench;

/// <summary>Electrocardiograms: EDF files read, R peaks found, heart rate variability calculated.</summary>
/// <remarks>A call handles four recordings of a quarter of an hour at 250 Hz, each worker one after the other.</remarks>
public sealed class Signals : IFileFamily
{
    private const int Recordings = 4;
    private const double HoursEach = 0.25;
    private const double RateHz = 250;

    /// <inheritdoc/>
    public static int[] WorkerCounts => Threads.Counts;

    /// <inheritdoc/>
    public static IEnumerable<FileTask> Tasks =>
    [
        Of("read EDF", (folder, number) =>
        {
            string path = Path.Combine(folder, $"{number}.edf");
            EdfFile.Write(path, new SignalRecord { Name = path, Signals = [new Signal("ECG", "mV", RateHz, Ecg(number))] });
            return () => EdfFile.Open(path).Read();
        }),
        .. RPeakDetectors.All.Select((detector, index) => Of($"R peaks by {detector.Name}", (_, number) =>
        {
            double[] ecg = Ecg(number);
            return () => detector.Detect(ecg, RateHz);
        }) with { IsQuick = index == 0 }),
        Of("heart rate variability each second", (_, number) =>
        {
            double[] intervals = NnIntervals.FromPeaks(RPeakDetectors.All[0].Detect(Ecg(number), RateHz), RateHz);
            double[] ends = new double[intervals.Length];
            double end = 0;
            for (int i = 0; i < ends.Length; i++)
            {
                ends[i] = end += intervals[i];
            }

            return () => new SlidingHrv().Compute(ends, intervals);
        }) with { IsQuick = true },
    ];

    private static double[] Ecg(int number)
    {
        SyntheticEcg ecg = new EcgSynthesizer(new EcgSynthesisOptions(RateHz, HoursEach * 3600)).Generate(EcgSubject.Draw(1, number), HeartRhythm.Normal, 0);
        return Array.ConvertAll(ecg.Samples, sample => (double)sample);
    }

    private static FileTask Of(string name, Func<string, int, Action> prepare)
        => new(name, Recordings * HoursEach, WorkUnit.EcgHours, (folder, workers) =>
        {
            Action[] calls = [.. Enumerable.Range(0, Recordings).Select(number => prepare(folder, number))];
            ParallelOptions options = new() { MaxDegreeOfParallelism = workers };
            return () => Parallel.ForEach(calls, options, call => call());
        });
}
