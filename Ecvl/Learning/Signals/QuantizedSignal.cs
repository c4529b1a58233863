using DeepHealth.Ecvl.Signals;

namespace DeepHealth.Ecvl.Learning;

/// <summary>Samples as 16-bit integers: <c>physical = stored · Sensitivity + Baseline</c>.</summary>
/// <param name="Samples">Stored values; <see cref="Padding"/> for missing ones.</param>
/// <param name="Sensitivity">Physical units of one step.</param>
/// <param name="Baseline">Physical value of the stored 0.</param>
internal sealed record QuantizedSignal(int[] Samples, double Sensitivity, double Baseline)
{
    /// <summary>Stands for a missing sample; no other sample is stored as it.</summary>
    public const int Padding = short.MinValue;

    // Physical values of a line differ from its own by rounding only.
    private const double LineTolerance = 1e-9;

    public static QuantizedSignal Of(Signal signal) => OnLine(signal) ?? OverRange(signal);

    // The file's own integers, where the physical values lie on a line over them.
    private static QuantizedSignal? OnLine(Signal signal)
    {
        if (signal.Digital is not { } digital)
        {
            return null;
        }

        int low = -1;
        int high = -1;
        for (int i = 0; i < digital.Length; i++)
        {
            if (!double.IsNaN(signal.Samples[i]))
            {
                low = low < 0 || digital[i] < digital[low] ? i : low;
                high = high < 0 || digital[i] > digital[high] ? i : high;
            }
        }

        if (low < 0 || digital[low] == digital[high] || digital[low] <= Padding || digital[high] > short.MaxValue)
        {
            return null;
        }

        double sensitivity = (signal.Samples[high] - signal.Samples[low]) / ((double)digital[high] - digital[low]);
        double baseline = signal.Samples[low] - (digital[low] * sensitivity);
        double tolerance = Math.Abs(signal.Samples[high] - signal.Samples[low]) * LineTolerance;
        int[] stored = new int[digital.Length];
        for (int i = 0; i < stored.Length; i++)
        {
            stored[i] = double.IsNaN(signal.Samples[i]) ? Padding : digital[i];
            if (Math.Abs((digital[i] * sensitivity) + baseline - signal.Samples[i]) > tolerance)
            {
                return null;
            }
        }

        return new QuantizedSignal(stored, sensitivity, baseline);
    }

    private static QuantizedSignal OverRange(Signal signal)
    {
        double least = double.PositiveInfinity;
        double most = double.NegativeInfinity;
        foreach (double sample in signal.Samples)
        {
            // False for NaN.
            least = sample < least ? sample : least;
            most = sample > most ? sample : most;
        }

        if (!double.IsFinite(least + most))
        {
            (least, most) = (0, 0);
        }

        double baseline = (least / 2) + (most / 2);
        double sensitivity = most > least ? ((most / 2) - (least / 2)) / short.MaxValue : 1;
        int[] stored = new int[signal.Samples.Length];
        for (int i = 0; i < stored.Length; i++)
        {
            stored[i] = double.IsNaN(signal.Samples[i]) ? Padding : (int)Math.Clamp(Math.Round((signal.Samples[i] - baseline) / sensitivity), -short.MaxValue, short.MaxValue);
        }

        return new QuantizedSignal(stored, sensitivity, baseline);
    }
}
