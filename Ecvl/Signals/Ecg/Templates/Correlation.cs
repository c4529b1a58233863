namespace DeepHealth.Ecvl.Signals;

/// <summary>Likeness of shapes.</summary>
internal static class Correlation
{
    /// <summary>Pearson's correlation, −1 to 1; 0 where one of the shapes is constant or holds a NaN.</summary>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < first.Length; i++)
        {
            meanA += first[i];
            meanB += second[i];
        }

        meanA /= first.Length;
        meanB /= first.Length;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double a = first[i] - meanA;
            double b = second[i] - meanB;
            ab += a * b;
            aa += a * a;
            bb += b * b;
        }

        double scale = Math.Sqrt(aa * bb);
        return scale > 0 ? Math.Clamp(ab / scale, -1, 1) : 0;
    }
}
