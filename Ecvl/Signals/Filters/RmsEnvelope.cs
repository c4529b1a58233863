namespace DeepHealth.Ecvl.Signals;

/// <summary>Root mean square of the last samples of a stream. Pieces of any size give the same bits.</summary>
/// <remarks>Before the first sample the signal counts as 0. A NaN leaves with the window. Not for use by several threads.</remarks>
public sealed class RmsEnvelope
{
    private readonly double[] _squares;
    private int _next;
    private double _sum;

    /// <summary>Makes an envelope of silence.</summary>
    /// <param name="windowLength">Samples of a mean, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public RmsEnvelope(int windowLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowLength, 1);
        _squares = new double[windowLength];
    }

    /// <summary>Takes the next piece of the stream.</summary>
    /// <param name="source">The next samples.</param>
    /// <param name="destination">As long as <paramref name="source"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Process(ReadOnlySpan<double> source, Span<double> destination)
    {
        if (source.Length != destination.Length)
        {
            throw new ArgumentException($"RmsEnvelope: the source has {source.Length} samples, the destination {destination.Length}; they must agree.", nameof(destination));
        }

        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = Next(source[i]);
        }
    }

    /// <summary>Takes one sample and gives the root mean square of the window that ends with it.</summary>
    /// <param name="sample">The next sample.</param>
    public double Next(double sample)
    {
        double square = sample * sample;
        _sum += square - _squares[_next];
        _squares[_next] = square;
        _next++;
        if (_next == _squares.Length)
        {
            // Once per window the sum is made anew, so that rounding cannot pile up and a NaN ends.
            _next = 0;
            _sum = 0;
            foreach (double value in _squares)
            {
                _sum += value;
            }
        }

        return Math.Sqrt(Math.Max(_sum, 0) / _squares.Length);
    }

    /// <summary>Forgets the past.</summary>
    public void Reset()
    {
        Array.Clear(_squares);
        _next = 0;
        _sum = 0;
    }
}
