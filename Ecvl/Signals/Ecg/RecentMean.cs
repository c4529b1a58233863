namespace DeepHealth.Ecvl.Signals;

/// <summary>Mean of the last few numbers.</summary>
internal sealed class RecentMean
{
    private readonly double[] _values;
    private int _next;

    public RecentMean(int count, double start)
    {
        _values = new double[count];
        Array.Fill(_values, start);
        Last = start;
        Value = start;
    }

    /// <summary>The number added last.</summary>
    public double Last { get; private set; }

    /// <summary>The mean.</summary>
    public double Value { get; private set; }

    /// <summary>Replaces the oldest number.</summary>
    public void Add(double value)
    {
        Last = value;
        _values[_next] = value;
        _next = (_next + 1) % _values.Length;
        Value = TimeDomainHrv.Mean(_values);
    }
}
