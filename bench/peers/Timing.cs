namespace DeepHealth.Bench.Peers;

/// <summary>Times of single steps, in milliseconds, collected over several rounds.</summary>
public sealed class Timing
{
    private readonly List<double> _milliseconds = [];

    /// <summary>Number of steps.</summary>
    public int Count => _milliseconds.Count;

    /// <summary>Shortest step.</summary>
    public double Minimum => _milliseconds.Min();

    /// <summary>Median step.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. _milliseconds.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>Adds steps.</summary>
    /// <param name="milliseconds">Their times.</param>
    public void Add(IEnumerable<double> milliseconds) => _milliseconds.AddRange(milliseconds);
}
