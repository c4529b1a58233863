using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Grows one tree of a forest on binned features.</summary>
/// <remarks>Breiman, "Random Forests", Machine Learning 45, 2001; Geurts, Ernst and Wehenkel, "Extremely Randomized Trees", Machine Learning 63, 2006,
/// table 1, for drawn thresholds.</remarks>
internal sealed class TreeGrower
{
    private readonly FeatureBins _bins;
    private readonly int[] _labels;
    private readonly int _classes;
    private readonly ForestOptions _options;
    private readonly int[] _rows;
    private readonly int[] _counts;
    private readonly double[] _weights;
    private readonly int[] _featureOrder;
    private readonly RandomSequence _random;
    private readonly SplitSearch _search;
    private readonly List<int> _features = [];
    private readonly List<double> _thresholds = [];
    private readonly List<int> _left = [];
    private readonly List<double> _probabilities = [];
    private long _drawn;

    /// <summary>Prepares a tree.</summary>
    /// <param name="bins">Training set.</param>
    /// <param name="labels">Class of each sample.</param>
    /// <param name="classWeights">Weight of each class.</param>
    /// <param name="options">How the forest is grown.</param>
    /// <param name="tree">Number of the tree, which names its draws.</param>
    public TreeGrower(FeatureBins bins, int[] labels, double[] classWeights, ForestOptions options, int tree)
    {
        _bins = bins;
        _labels = labels;
        _classes = classWeights.Length;
        _options = options;
        _random = new RandomSequence(options.Seed, (uint)tree);
        _featureOrder = [.. Enumerable.Range(0, bins.Columns)];
        _counts = new int[bins.Rows];
        _search = new SplitSearch(bins, labels, _counts, classWeights, options);
        Importance = new double[bins.Columns];
        for (int i = 0; i < bins.Rows; i++)
        {
            _counts[options.Bootstrap ? _random.Integer(_drawn++, bins.Rows) : i]++;
        }

        _rows = [.. Enumerable.Range(0, bins.Rows).Where(row => _counts[row] > 0)];
        _weights = classWeights;
    }

    /// <summary>How often each sample was drawn.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>Decrease of weighted impurity by each feature.</summary>
    public double[] Importance { get; }

    /// <summary>Grows the tree.</summary>
    public DecisionTree Grow()
    {
        Stack<(int Node, int Start, int End, int Depth)> open = new();
        AddNode();
        open.Push((0, 0, _rows.Length, 0));
        double[] totals = new double[_classes];
        while (open.TryPop(out (int Node, int Start, int End, int Depth) node))
        {
            ReadOnlySpan<int> rows = _rows.AsSpan(node.Start, node.End - node.Start);
            int samples = Sum(rows, totals);
            NodeSplit split = samples < _options.MinimumSplit || samples < 2 * _options.MinimumLeaf || node.Depth == _options.MaximumDepth || IsPure(totals)
                ? new NodeSplit(-1, 0, 0)
                : FindSplit(rows, totals, samples);
            if (split.Feature < 0)
            {
                AddLeaf(node.Node, totals);
                continue;
            }

            Importance[split.Feature] += split.Gain;
            int middle = Partition(node.Start, node.End, split);
            int left = AddNode();
            AddNode();
            _features[node.Node] = split.Feature;
            _thresholds[node.Node] = _bins.Borders[split.Feature][split.Bin];
            _left[node.Node] = left;
            open.Push((left + 1, middle, node.End, node.Depth + 1));
            open.Push((left, node.Start, middle, node.Depth + 1));
        }

        return new DecisionTree([.. _features], [.. _thresholds], [.. _left], [.. _probabilities]);
    }

    private static bool IsPure(double[] totals) => totals.Count(total => total > 0) < 2;

    private int AddNode()
    {
        _features.Add(-1);
        _thresholds.Add(0);
        _left.Add(0);
        return _features.Count - 1;
    }

    private void AddLeaf(int node, double[] totals)
    {
        _left[node] = _probabilities.Count;
        double sum = totals.Sum();
        foreach (double total in totals)
        {
            _probabilities.Add(total / sum);
        }
    }

    private int Sum(ReadOnlySpan<int> rows, double[] totals)
    {
        Array.Clear(totals);
        int samples = 0;
        foreach (int row in rows)
        {
            samples += _counts[row];
            totals[_labels[row]] += _counts[row] * _weights[_labels[row]];
        }

        return samples;
    }

    private NodeSplit FindSplit(ReadOnlySpan<int> rows, double[] totals, int samples)
    {
        int wanted = Math.Min(_options.MaximumFeatures ?? (int)Math.Sqrt(_bins.Columns), _bins.Columns);
        NodeSplit best = new(-1, 0, 0);
        int tried = 0;

        // Features that are constant in the node do not count as tried: a node is a leaf only if all are.
        for (int i = 0; i < _featureOrder.Length && tried < wanted; i++)
        {
            int other = i + _random.Integer(_drawn++, _featureOrder.Length - i);
            (_featureOrder[i], _featureOrder[other]) = (_featureOrder[other], _featureOrder[i]);
            int feature = _featureOrder[i];
            if (!_search.Count(feature, rows))
            {
                continue;
            }

            tried++;
            NodeSplit found = _options.IsExtraRandom
                ? _search.Drawn(feature, totals, samples, _random.UniformDouble(_drawn++))
                : _search.Best(feature, totals, samples);
            best = found.Gain > best.Gain ? found : best;
        }

        return best;
    }

    /// <summary>Moves the samples of the left side to the front, both sides in their order.</summary>
    private int Partition(int start, int end, NodeSplit split)
    {
        ReadOnlySpan<byte> bins = _bins.Column(split.Feature);
        int[] right = new int[end - start];
        int toLeft = start;
        int toRight = 0;
        for (int i = start; i < end; i++)
        {
            int row = _rows[i];
            if (bins[row] <= split.Bin)
            {
                _rows[toLeft++] = row;
            }
            else
            {
                right[toRight++] = row;
            }
        }

        right.AsSpan(0, toRight).CopyTo(_rows.AsSpan(toLeft));
        return toLeft;
    }
}
