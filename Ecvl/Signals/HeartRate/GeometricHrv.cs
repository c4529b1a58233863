namespace DeepHealth.Ecvl.Signals;

/// <summary>Shape of the histogram of intervals.</summary>
/// <remarks>Task Force of the ESC and NASPE, "Heart Rate Variability: Standards of Measurement", Circulation 93, 1996, table 1 and figure 2. Meant for 20
/// minutes or more.</remarks>
/// <param name="TriangularIndex">Number of intervals over the height of the histogram, dimensionless.</param>
/// <param name="TinnMs">Base of the triangle that fits the histogram best, in milliseconds.</param>
public readonly record struct GeometricHrv(double TriangularIndex, double TinnMs)
{
    /// <summary>Width of a bin as in the standard: 1/128 s.</summary>
    public const double StandardBinMs = 7.8125;

    /// <summary>Computes the figures.</summary>
    /// <param name="nnMs">Intervals between normal beats in milliseconds, at least one.</param>
    /// <param name="binMs">Width of a bin of the histogram, above 0.</param>
    /// <param name="startMs">Where a bin begins; the width decides where the others do.</param>
    /// <exception cref="ArgumentException">There is no interval, or one is not finite.</exception>
    public static GeometricHrv Of(ReadOnlySpan<double> nnMs, double binMs = StandardBinMs, double startMs = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(binMs);
        if (nnMs.IsEmpty)
        {
            throw new ArgumentException("GeometricHrv: there is no interval.", nameof(nnMs));
        }

        int least = int.MaxValue;
        int greatest = int.MinValue;
        foreach (double interval in nnMs)
        {
            if (!double.IsFinite(interval) || Math.Abs((interval - startMs) / binMs) > 1_000_000)
            {
                throw new ArgumentException($"GeometricHrv: an interval is {interval} ms, too far from {startMs} ms for bins of {binMs} ms.", nameof(nnMs));
            }

            int bin = (int)Math.Floor((interval - startMs) / binMs);
            least = Math.Min(least, bin);
            greatest = Math.Max(greatest, bin);
        }

        int[] counts = new int[greatest - least + 1];
        foreach (double interval in nnMs)
        {
            counts[(int)Math.Floor((interval - startMs) / binMs) - least]++;
        }

        return new GeometricHrv((double)nnMs.Length / counts.Max(), Base(counts) * binMs);
    }

    /// <summary>Width, in bins, of the triangle of least squared error whose top is the top of the histogram.</summary>
    private static int Base(int[] counts)
    {
        int top = Array.IndexOf(counts, counts.Max());
        (int before, _) = BestSide(counts, top, -1);
        (int after, _) = BestSide(counts, top, 1);
        return before + after;
    }

    /// <summary>Bins from the top to the foot of one side. The sides do not depend on each other, as the error is a sum over bins.</summary>
    private static (int Bins, double Error) BestSide(int[] counts, int top, int direction)
    {
        int room = direction < 0 ? top : counts.Length - 1 - top;
        (int Bins, double Error) best = (0, double.PositiveInfinity);

        // The foot may lie one bin outside of the histogram.
        for (int foot = 1; foot <= room + 1; foot++)
        {
            double error = 0;
            for (int step = 1; step <= room; step++)
            {
                double height = Math.Max(counts[top] * (1 - ((double)step / foot)), 0);
                double miss = counts[top + (direction * step)] - height;
                error += miss * miss;
            }

            if (error < best.Error)
            {
                best = (foot, error);
            }
        }

        return best;
    }
}
