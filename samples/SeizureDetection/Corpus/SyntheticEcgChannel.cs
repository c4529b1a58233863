using DeepHealth.Numerics;

namespace DeepHealth.Samples.SeizureDetection.Corpus;

/// <summary>Draws the waves of beats, baseline wander and muscle noise.</summary>
internal static class SyntheticEcgChannel
{
    private const double ReachSeconds = 0.5;

    // P, Q, R, S and T: offset from the R peak and width in seconds, height in millivolt.
    private static readonly (double Offset, double Width, double Millivolt)[] s_waves =
        [(-0.16, 0.022, 0.12), (-0.026, 0.008, -0.12), (0, 0.011, 1.1), (0.026, 0.009, -0.22), (0.23, 0.042, 0.26)];

    /// <summary>Samples in microvolt.</summary>
    public static int[] Render(IReadOnlyList<double> beats, int count, double rateHz, RandomSequence noise)
    {
        double[] sum = new double[count];
        for (int beat = 0; beat < beats.Count; beat++)
        {
            // The T wave follows the rate, so that it stays before the next beat.
            double interval = beat + 1 < beats.Count ? beats[beat + 1] - beats[beat] : 0.8;
            double stretch = Math.Sqrt(Math.Clamp(interval, 0.3, 1.2) / 0.8);
            foreach ((double offset, double width, double millivolt) in s_waves)
            {
                Add(sum, rateHz, beats[beat] + (offset * (Math.Abs(offset) > 0.1 ? stretch : 1)), width, 1000 * millivolt);
            }
        }

        int[] samples = new int[count];
        float[] muscle = new float[count];
        noise.FillNormal(muscle, 0, 18);
        for (int i = 0; i < count; i++)
        {
            double wander = 120 * Math.Sin(2 * Math.PI * 0.22 * i / rateHz);
            samples[i] = (int)Math.Round(sum[i] + wander + muscle[i]);
        }

        return samples;
    }

    private static void Add(double[] sum, double rateHz, double center, double width, double height)
    {
        int first = Math.Max((int)Math.Ceiling((center - Math.Min(5 * width, ReachSeconds)) * rateHz), 0);
        int last = Math.Min((int)((center + Math.Min(5 * width, ReachSeconds)) * rateHz), sum.Length - 1);
        for (int i = first; i <= last; i++)
        {
            double distance = ((i / rateHz) - center) / width;
            sum[i] += height * Math.Exp(-0.5 * distance * distance);
        }
    }
}
