namespace DeepHealth.Ecvl.Signals;

/// <summary>Groups beats by their shape.</summary>
/// <param name="before">Samples of a beat before its peak.</param>
/// <param name="length">Samples of a beat.</param>
/// <param name="options">Limits.</param>
internal sealed class BeatClustering(int before, int length, BeatTemplateOptions options)
{
    private readonly List<double[]> _sums = [];

    /// <summary>Groups, the largest first.</summary>
    public IReadOnlyList<BeatCluster> Group(ReadOnlySpan<double> signal, int[] peaks)
    {
        int[] owner = new int[peaks.Length];
        for (int i = 0; i < peaks.Length; i++)
        {
            ReadOnlySpan<double> beat = signal.Slice(peaks[i] - before, length);
            (int best, double likeness) = Nearest(beat);
            if (likeness < options.SameShape && _sums.Count < options.MaxClusters)
            {
                best = _sums.Count;
                _sums.Add(new double[length]);
            }

            owner[i] = best;
            Add(best, beat);
        }

        // Early beats met groups that were still young: every beat chooses again.
        for (int i = 0; i < peaks.Length; i++)
        {
            owner[i] = Nearest(signal.Slice(peaks[i] - before, length)).Best;
        }

        return Collect(signal, peaks, owner);
    }

    /// <summary>The group whose mean is most like a beat; the sum has the shape of the mean.</summary>
    private (int Best, double Likeness) Nearest(ReadOnlySpan<double> beat)
    {
        int best = 0;
        double likeness = double.NegativeInfinity;
        for (int c = 0; c < _sums.Count; c++)
        {
            double here = Correlation.Of(beat, _sums[c]);
            (best, likeness) = here > likeness ? (c, here) : (best, likeness);
        }

        return (best, likeness);
    }

    private void Add(int group, ReadOnlySpan<double> beat)
    {
        double[] sum = _sums[group];
        for (int k = 0; k < sum.Length; k++)
        {
            sum[k] += beat[k];
        }
    }

    private List<BeatCluster> Collect(ReadOnlySpan<double> signal, int[] peaks, int[] owner)
    {
        List<BeatCluster> clusters = [];
        for (int c = 0; c < _sums.Count; c++)
        {
            List<int> beats = [];
            double[] mean = new double[length];
            for (int i = 0; i < peaks.Length; i++)
            {
                if (owner[i] != c)
                {
                    continue;
                }

                beats.Add(i);
                ReadOnlySpan<double> beat = signal.Slice(peaks[i] - before, length);
                for (int k = 0; k < mean.Length; k++)
                {
                    mean[k] += beat[k];
                }
            }

            if (beats.Count > 0)
            {
                for (int k = 0; k < mean.Length; k++)
                {
                    mean[k] /= beats.Count;
                }

                clusters.Add(new BeatCluster([.. beats], mean));
            }
        }

        clusters.Sort((a, b) => a.Beats.Length != b.Beats.Length ? b.Beats.Length.CompareTo(a.Beats.Length) : a.Beats[0].CompareTo(b.Beats[0]));
        return clusters;
    }
}
