using System.Diagnostics;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Numerics;
using DeepHealth.Samples.SeizureDetection.Exams;

namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>Runs a step over exams, several at a time. What it writes does not depend on how many.</summary>
/// <param name="workers">Threads.</param>
/// <param name="metrics">Counters and times.</param>
/// <param name="progress">Told each finished exam.</param>
/// <param name="cancellation">Ends the run after the exams in work.</param>
internal sealed class StepRunner(int workers, StepMetrics metrics, IStepProgress progress, CancellationToken cancellation = default)
{
    public StepOutcome Run(ExamStep step, IReadOnlyList<Exam> exams)
    {
        Exam[] ready = [.. exams.Where(step.HasInput)];
        string?[] reasons = new string?[ready.Length];
        bool[] resumed = new bool[ready.Length];
        progress.Begin(step.Name, ready.Length);
        Parallel.For(0, ready.Length, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, i =>
        {
            long start = Stopwatch.GetTimestamp();
            reasons[i] = Work(step, ready[i], out resumed[i]);
            metrics.Count(step.Name, reasons[i] is not null ? "bad" : resumed[i] ? "resumed" : "done", Stopwatch.GetElapsedTime(start));
            progress.Advance();
        });
        progress.End();
        BadFile[] bad = [.. Enumerable.Range(0, ready.Length).Where(i => reasons[i] is not null).Select(i => new BadFile(ready[i].File, step.Name, reasons[i]!))];
        int again = resumed.Count(value => value);
        return new StepOutcome(ready.Length - again - bad.Length, again, bad);
    }

    /// <summary>Works on one exam.</summary>
    /// <returns>Why it cannot be used, or null.</returns>
    private static string? Work(ExamStep step, Exam exam, out bool resumed)
    {
        resumed = false;
        string output = step.Output(exam);
        try
        {
            string key = step.Key(exam);
            resumed = Stamp.IsCurrent(output, key);
            if (!resumed)
            {
                AtomicFile.WriteText(output, step.Produce(exam));
                Stamp.Write(output, key);
            }

            return null;
        }
        catch (Exception error) when (error is SignalFormatException or ExamException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            Stamp.Remove(output);

            // Without the folder, so that the list is the same wherever the corpus lies.
            return error.Message.Replace(exam.Recording, Path.GetFileName(exam.Recording), StringComparison.Ordinal)
                .Replace(exam.Annotations, Path.GetFileName(exam.Annotations), StringComparison.Ordinal);
        }
    }
}
