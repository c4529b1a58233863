namespace DeepHealth.Eddl;

/// <summary>Finds the best threshold of a feature from the histogram of a node.</summary>
internal sealed class SplitSearch
{
    private const int MostBins = 256;

    private readonly FeatureBins _bins;
    private readonly int[] _labels;
    private readonly int[] _counts;
    private readonly double[] _weights;
    private readonly ForestOptions _options;
    private readonly int _classes;
    private readonly double[] _histogram;
    private readonly int[] _samples;
    private readonly double[] _left;
    private readonly double[] _right;
    private int _lowest;
    private int _highest = -1;

    public SplitSearch(FeatureBins bins, int[] labels, int[] counts, double[] classWeights, ForestOptions options)
    {
        _bins = bins;
        _labels = labels;
        _counts = counts;
        _weights = classWeights;
        _options = options;
        _classes = classWeights.Length;
        _histogram = new double[MostBins * _classes];
        _samples = new int[MostBins];
        _left = new double[_classes];
        _right = new double[_classes];
    }

    /// <summary>Counts the samples of a node by bin and class; false where all lie in one bin.</summary>
    public bool Count(int feature, ReadOnlySpan<int> rows)
    {
        // Only what the last feature used: small nodes fill few bins.
        if (_lowest <= _highest)
        {
            Array.Clear(_histogram, _lowest * _classes, (_highest - _lowest + 1) * _classes);
            Array.Clear(_samples, _lowest, _highest - _lowest + 1);
        }

        ReadOnlySpan<byte> bins = _bins.Column(feature);
        _lowest = MostBins;
        _highest = -1;
        foreach (int row in rows)
        {
            int bin = bins[row];
            int label = _labels[row];
            int count = _counts[row];
            _samples[bin] += count;
            _histogram[(bin * _classes) + label] += count * _weights[label];
            _lowest = Math.Min(_lowest, bin);
            _highest = Math.Max(_highest, bin);
        }

        return _lowest < _highest;
    }

    /// <summary>The threshold of the counted feature that leaves the least mixed sides.</summary>
    public NodeSplit Best(int feature, double[] totals, int samples)
    {
        Array.Clear(_left);
        int toLeft = 0;
        double whole = Impurity(totals);
        NodeSplit best = new(-1, 0, 0);
        for (int bin = _lowest; bin < _highest; bin++)
        {
            if (_samples[bin] == 0)
            {
                continue;
            }

            Take(bin);
            toLeft += _samples[bin];
            double gain = Gain(totals, whole, toLeft, samples);
            best = gain > best.Gain ? new NodeSplit(feature, bin, gain) : best;
        }

        return best;
    }

    /// <summary>A threshold drawn evenly between the least and the greatest value of the node.</summary>
    public NodeSplit Drawn(int feature, double[] totals, int samples, double uniform)
    {
        // Bins stand for values: the draw is made between the borders inside of the node's range.
        double[] borders = _bins.Borders[feature];
        double low = borders[_lowest];
        double high = borders[_highest - 1];
        double threshold = low + (uniform * (high - low));
        int last = _lowest;
        while (last < _highest - 1 && borders[last + 1] <= threshold)
        {
            last++;
        }

        Array.Clear(_left);
        int toLeft = 0;
        for (int bin = _lowest; bin <= last; bin++)
        {
            Take(bin);
            toLeft += _samples[bin];
        }

        double gain = Gain(totals, Impurity(totals), toLeft, samples);
        return gain > 0 ? new NodeSplit(feature, last, gain) : new NodeSplit(-1, 0, 0);
    }

    private void Take(int bin)
    {
        for (int label = 0; label < _classes; label++)
        {
            _left[label] += _histogram[(bin * _classes) + label];
        }
    }

    private double Gain(double[] totals, double whole, int toLeft, int samples)
    {
        if (toLeft < _options.MinimumLeaf || samples - toLeft < _options.MinimumLeaf)
        {
            return 0;
        }

        for (int label = 0; label < _classes; label++)
        {
            _right[label] = totals[label] - _left[label];
        }

        return whole - Impurity(_left) - Impurity(_right);
    }

    /// <summary>Impurity times weight.</summary>
    private double Impurity(double[] weights)
    {
        double sum = 0;
        double mixed = 0;
        if (_options.Criterion == SplitCriterion.Gini)
        {
            foreach (double weight in weights)
            {
                sum += weight;
                mixed += weight * weight;
            }

            return sum > 0 ? sum - (mixed / sum) : 0;
        }

        foreach (double weight in weights)
        {
            sum += weight;
            mixed += weight > 0 ? weight * Math.Log2(weight) : 0;
        }

        return sum > 0 ? (sum * Math.Log2(sum)) - mixed : 0;
    }
}
