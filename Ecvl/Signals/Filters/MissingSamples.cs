namespace DeepHealth.Ecvl.Signals;

/// <summary>Replaces missing samples, which recursive filters would smear over everything that follows.</summary>
public static class MissingSamples
{
    /// <summary>Replaces each NaN by a straight line between the present samples around it; at the ends by the nearest present sample.</summary>
    /// <param name="samples">The signal, changed in place. Without any present sample it becomes 0 throughout.</param>
    /// <returns>How many samples were missing.</returns>
    public static int Interpolate(Span<double> samples)
    {
        int missing = 0;
        int i = 0;
        while (i < samples.Length)
        {
            if (!double.IsNaN(samples[i]))
            {
                i++;
                continue;
            }

            int start = i;
            while (i < samples.Length && double.IsNaN(samples[i]))
            {
                i++;
            }

            missing += i - start;
            double left = start > 0 ? samples[start - 1] : i < samples.Length ? samples[i] : 0;
            double right = i < samples.Length ? samples[i] : left;
            for (int k = start; k < i; k++)
            {
                samples[k] = left + ((right - left) * (k - start + 1) / (i - start + 1));
            }
        }

        return missing;
    }
}
