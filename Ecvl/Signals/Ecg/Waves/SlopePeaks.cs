namespace DeepHealth.Ecvl.Signals;

/// <summary>Looks along a slope signal for its turning points and for where a wave ends.</summary>
internal static class SlopePeaks
{
    /// <summary>Whether the magnitude is greatest at a place among its neighbours.</summary>
    public static bool IsPeak(ReadOnlySpan<double> slope, int i)
        => i > 0 && i < slope.Length - 1 && Math.Abs(slope[i]) >= Math.Abs(slope[i - 1]) && Math.Abs(slope[i]) > Math.Abs(slope[i + 1]);

    /// <summary>The place of greatest magnitude within a stretch; −1 where the stretch has no turning point.</summary>
    public static int Greatest(ReadOnlySpan<double> slope, int start, int end)
    {
        int best = -1;
        for (int i = Math.Max(start, 1); i < Math.Min(end, slope.Length - 1); i++)
        {
            best = IsPeak(slope, i) && (best < 0 || Math.Abs(slope[i]) > Math.Abs(slope[best])) ? i : best;
        }

        return best;
    }

    /// <summary>The place of greatest magnitude of a sign within a stretch; −1 where there is none.</summary>
    public static int Greatest(ReadOnlySpan<double> slope, int start, int end, int sign)
    {
        int best = -1;
        for (int i = Math.Max(start, 1); i < Math.Min(end, slope.Length - 1); i++)
        {
            bool isCandidate = Math.Sign(slope[i]) == sign && IsPeak(slope, i);
            best = isCandidate && (best < 0 || Math.Abs(slope[i]) > Math.Abs(slope[best])) ? i : best;
        }

        return best;
    }

    /// <summary>The neighbouring peaks of opposite sign of which the lesser is greatest; (−1, −1) where no two are above a level.</summary>
    /// <param name="slope">The slope signal.</param>
    /// <param name="start">First place.</param>
    /// <param name="end">Place after the last.</param>
    /// <param name="least">The level, of the magnitude.</param>
    /// <param name="most">Greatest distance of the two.</param>
    public static (int First, int Last) BestPair(ReadOnlySpan<double> slope, int start, int end, double least, int most)
    {
        (int First, int Last) best = (-1, -1);
        double size = 0;
        int before = -1;
        for (int i = Math.Max(start, 1); i < Math.Min(end, slope.Length - 1); i++)
        {
            if (!IsPeak(slope, i) || Math.Abs(slope[i]) <= least)
            {
                continue;
            }

            double lesser = before < 0 ? 0 : Math.Min(Math.Abs(slope[i]), Math.Abs(slope[before]));
            if (before >= 0 && i - before <= most && Math.Sign(slope[i]) != Math.Sign(slope[before]) && lesser > size)
            {
                (best, size) = ((before, i), lesser);
            }

            before = i;
        }

        return best;
    }

    /// <summary>Walks from a peak of the slope outwards to where it has fallen to a level or no longer falls.</summary>
    /// <param name="slope">The slope signal.</param>
    /// <param name="peak">Where to start.</param>
    /// <param name="direction">−1 or 1.</param>
    /// <param name="least">The level, of the magnitude.</param>
    /// <param name="limit">Last place that may be reached.</param>
    public static int Fade(ReadOnlySpan<double> slope, int peak, int direction, double least, int limit)
    {
        limit = Math.Clamp(limit, 0, slope.Length - 1);
        int i = peak;
        while (i != limit)
        {
            double next = Math.Abs(slope[i + direction]);
            bool changesSign = Math.Sign(slope[i + direction]) != Math.Sign(slope[peak]);
            if (changesSign || next < least || next > Math.Abs(slope[i]))
            {
                return changesSign || next < least ? i + direction : i;
            }

            i += direction;
        }

        return i;
    }

    /// <summary>Where the slope changes its sign between two peaks of opposite sign: the top or bottom of the wave.</summary>
    public static int Turn(ReadOnlySpan<double> slope, int first, int second)
    {
        int sign = Math.Sign(slope[first]);
        for (int i = first + 1; i <= second; i++)
        {
            if (Math.Sign(slope[i]) != sign)
            {
                // The slope at i lies between samples i - 1 and i.
                return i - 1;
            }
        }

        return second;
    }
}
