namespace DeepHealth.Samples.SeizureDetection.Learning;

/// <summary>Compares alarms with seizures, event by event.</summary>
/// <remarks>The rules of SzCORE (Dan et al., "SzCORE: Seizure Community Open-source Research Evaluation framework", Epilepsia 66, 2025): any overlap with a seizure, from 30 s before
/// its begin to 60 s after its end, is a detection; events less than 90 s apart are one; events longer than 5 min count as several. An alarm without any overlap is false.</remarks>
/// <param name="Seizures">Seizures.</param>
/// <param name="Detected">Seizures with an alarm.</param>
/// <param name="FalseAlarms">Alarms without a seizure.</param>
/// <param name="Hours">Length of the recordings.</param>
internal readonly record struct EventScore(int Seizures, int Detected, int FalseAlarms, double Hours)
{
    private const double BeforeSeconds = 30;
    private const double AfterSeconds = 60;
    private const double MergeSeconds = 90;
    private const double LongestSeconds = 300;

    public double Sensitivity => (double)Detected / Seizures;

    public double Precision => (double)Detected / (Detected + FalseAlarms);

    public double F1 => 2.0 * Detected / (Seizures + Detected + FalseAlarms);

    public double FalseAlarmsPerHour => FalseAlarms / Hours;

    public static EventScore operator +(EventScore left, EventScore right)
        => new(left.Seizures + right.Seizures, left.Detected + right.Detected, left.FalseAlarms + right.FalseAlarms, left.Hours + right.Hours);

    /// <summary>Scores one recording.</summary>
    /// <param name="seizures">Begin and end of each seizure in seconds, rising.</param>
    /// <param name="alarms">Begin and end of each alarm.</param>
    /// <param name="seconds">Length of the recording.</param>
    public static EventScore Of(IReadOnlyList<(double Start, double End)> seizures, IReadOnlyList<(double Start, double End)> alarms, double seconds)
    {
        List<(double Start, double End)> truth = Prepare(seizures);
        List<(double Start, double End)> raised = Prepare(alarms);
        int detected = truth.Count(seizure => raised.Any(alarm => Meet(seizure, alarm)));
        int wrong = raised.Count(alarm => !truth.Any(seizure => Meet(seizure, alarm)));
        return new EventScore(truth.Count, detected, wrong, seconds / 3600);
    }

    /// <summary>Stretches in which a condition holds, of rows one second apart.</summary>
    public static List<(double Start, double End)> Events(ReadOnlySpan<double> seconds, ReadOnlySpan<bool> isOn)
    {
        List<(double Start, double End)> events = [];
        for (int i = 0; i < isOn.Length; i++)
        {
            if (!isOn[i])
            {
                continue;
            }

            int first = i;
            while (i + 1 < isOn.Length && isOn[i + 1])
            {
                i++;
            }

            events.Add((seconds[first], seconds[i] + 1));
        }

        return events;
    }

    private static bool Meet((double Start, double End) seizure, (double Start, double End) alarm)
        => alarm.Start < seizure.End + AfterSeconds && alarm.End > seizure.Start - BeforeSeconds;

    private static List<(double Start, double End)> Prepare(IReadOnlyList<(double Start, double End)> events)
    {
        List<(double Start, double End)> merged = [];
        foreach ((double start, double end) in events)
        {
            if (merged.Count > 0 && start - merged[^1].End < MergeSeconds)
            {
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, end));
            }
            else
            {
                merged.Add((start, end));
            }
        }

        List<(double Start, double End)> parts = [];
        foreach ((double start, double end) in merged)
        {
            for (double at = start; at < end; at += LongestSeconds)
            {
                parts.Add((at, Math.Min(at + LongestSeconds, end)));
            }
        }

        return parts;
    }
}
