namespace DeepHealth.Ecvl.Signals;

/// <summary>Median of the last few numbers.</summary>
internal sealed class RecentMedian
{
    private readonly double[] _values;
    private readonly double[] _sorted;
    private int _next;

    /// <param name="count">How many numbers count, at least 1.</param>
    /// <param name="start">Value of all at the start.</param>
    public RecentMedian(int count, double start = 0)
    {
        _values = new double[count];
        _sorted = new double[count];
        Array.Fill(_values, start);
        Value = start;
    }

    /// <summary>The median; of an even count the mean of the middle two.</summary>
    public double Value { get; private set; }

    /// <summary>Replaces the oldest number.</summary>
    public void Add(double value)
    {
        _values[_next] = value;
        _next = (_next + 1) % _values.Length;
        _values.CopyTo(_sorted, 0);
        Array.Sort(_sorted);
        int middle = _sorted.Length / 2;
        Value = _sorted.Length % 2 == 1 ? _sorted[middle] : (_sorted[middle - 1] + _sorted[middle]) / 2;
    }
}
