using System.CommandLine;
using System.Diagnostics;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Numerics;
using DeepHealth.Samples.SeizureDetection.Corpus;
using DeepHealth.Samples.SeizureDetection.Pipeline;
using DeepHealth.Samples.SeizureDetection.Tables;

namespace DeepHealth.Samples.SeizureDetection.Commands;

/// <summary>The verb bench: how many hours of ECG become beats, features and labels per second.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        Option<int> hours = new("--hours") { Description = "Hours of ECG per measurement.", DefaultValueFactory = _ => 24 };
        Option<int> workers = new("--workers") { Description = "Most workers; one to this number are measured.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Command command = new("bench", "Measures hours of ECG per second and the gain by more workers. Recordings of one hour at 250 Hz, in memory.") { hours, workers };
        command.SetAction(parsed =>
        {
            Measure(parsed.GetValue(hours), parsed.GetValue(workers), Console.Out);
            return ExitCodes.Good;
        });
        return command;
    }

    private static void Measure(int hours, int mostWorkers, TextWriter output)
    {
        const int Seconds = 3600;
        SyntheticHeart heart = new(1, 0, 0, Seconds);
        int[] raw = SyntheticEcgChannel.Render(heart.Beats, Seconds * (int)CorpusGenerator.RateHz, CorpusGenerator.RateHz, new RandomSequence(1, 3, 0));
        double[] ecg = [.. raw.Select(value => (double)value)];
        DateTime start = CorpusGenerator.StartOf(0);
        EventAnnotation[] events = [new(0, Seconds / 2, "bckg"), new(Seconds / 2, (Seconds / 2) + 60, "seiz"), new((Seconds / 2) + 60, Seconds, "bckg")];
        Stage(ecg, start, events, output);
        double alone = 0;
        for (int workers = 1; workers <= mostWorkers; workers++)
        {
            TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
            long begin = Stopwatch.GetTimestamp();
            Parallel.For(0, hours, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => Work(ecg, start, events));
            double wall = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            double cpu = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds;
            double rate = hours / wall;
            alone = workers == 1 ? rate : alone;
            output.WriteLine(FormattableString.Invariant(
                $"{workers} workers: {rate:F2} hours of ECG per second, {rate / alone:F2} times one worker, {cpu / hours:F4} CPU-seconds per hour of ECG"));
        }
    }

    private static string Work(double[] ecg, DateTime start, EventAnnotation[] events)
    {
        RrTable rr = RrTable.Of(new HamiltonDetector().Detect(ecg, CorpusGenerator.RateHz), CorpusGenerator.RateHz, start);
        RrTable read = rr.ToText().Length > 0 ? rr : throw new InvalidOperationException("bench: no beats were found.");
        string features = FeatureStep.Compute(read, isCompatible: false, "feats_bench.csv");
        return LabelStep.Label(features.Split('\n', StringSplitOptions.RemoveEmptyEntries), events);
    }

    /// <summary>Warms up, and tells which step takes how long.</summary>
    private static void Stage(double[] ecg, DateTime start, EventAnnotation[] events, TextWriter output)
    {
        Work(ecg, start, events);
        long begin = Stopwatch.GetTimestamp();
        int[] peaks = new HamiltonDetector().Detect(ecg, CorpusGenerator.RateHz);
        double beats = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        RrTable rr = RrTable.Of(peaks, CorpusGenerator.RateHz, start);
        begin = Stopwatch.GetTimestamp();
        SlidingHrvRow[] rows = new SlidingHrv().Compute(rr.EndTimesMs(), rr.IntervalsMs);
        double features = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        begin = Stopwatch.GetTimestamp();
        string[] lines = FeatureColumns.ToText(rows, rr.Start, 1000, "feats_bench.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        LabelStep.Label(lines, events);
        double text = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        output.WriteLine(FormattableString.Invariant($"one hour of ECG, {peaks.Length} beats: beats {1000 * beats:F0} ms, features {1000 * features:F0} ms, text and labels {1000 * text:F0} ms"));
    }
}
