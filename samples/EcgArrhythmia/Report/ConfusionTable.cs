namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>A confusion matrix with the names of its classes.</summary>
public sealed record ConfusionTable
{
    private readonly long[,] _counts;

    /// <summary>Checks and keeps the counts.</summary>
    /// <param name="classNames">Names of the classes.</param>
    /// <param name="counts"><c>[true class, predicted class]</c>, each at least 0; copied.</param>
    /// <exception cref="ArgumentException">The counts are not a square of that many classes, or one is negative.</exception>
    public ConfusionTable(IReadOnlyList<string> classNames, long[,] counts)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(counts);
        int size = classNames.Count;
        if (counts.GetLength(0) != size || counts.GetLength(1) != size)
        {
            throw new ArgumentException($"ConfusionTable: the counts are [{counts.GetLength(0)}, {counts.GetLength(1)}], but there are {size} class names.", nameof(counts));
        }

        foreach (long count in counts)
        {
            if (count < 0)
            {
                throw new ArgumentException($"ConfusionTable: a count is {count}; counts are at least 0.", nameof(counts));
            }
        }

        ClassNames = [.. classNames];
        _counts = (long[,])counts.Clone();
    }

    /// <summary>Names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of records of one class that were given another.</summary>
    public long this[int trueClass, int predictedClass] => _counts[trueClass, predictedClass];

    /// <summary>Number of records of one class.</summary>
    public long Support(int trueClass)
    {
        long sum = 0;
        for (int i = 0; i < ClassNames.Count; i++)
        {
            sum += _counts[trueClass, i];
        }

        return sum;
    }
}
