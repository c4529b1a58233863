namespace DeepHealth.Ecvl;

/// <summary>Otsu's threshold: N. Otsu, "A Threshold Selection Method from Gray-Level Histograms", IEEE Trans. SMC 9(1), 1979, eq. 18.</summary>
internal static class OtsuThreshold
{
    /// <summary>The value that parts a histogram best; values up to it form the lower class.</summary>
    /// <param name="histogram">Counts of the values 0 … 255.</param>
    /// <returns>The first of equally good values; with a single value in the histogram, 0.</returns>
    public static int Of(ReadOnlySpan<long> histogram)
    {
        double total = 0;
        double sum = 0;
        for (int value = 0; value < histogram.Length; value++)
        {
            total += histogram[value];
            sum += (double)value * histogram[value];
        }

        double below = 0;
        double sumBelow = 0;
        double best = 0;
        int threshold = 0;
        for (int value = 0; value < histogram.Length - 1; value++)
        {
            below += histogram[value];
            sumBelow += (double)value * histogram[value];
            double above = total - below;
            if (below == 0 || above == 0)
            {
                continue;
            }

            double distance = (sumBelow / below) - ((sum - sumBelow) / above);
            double between = below * above * distance * distance;
            if (between > best)
            {
                best = between;
                threshold = value;
            }
        }

        return threshold;
    }
}
