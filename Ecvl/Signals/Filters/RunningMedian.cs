namespace DeepHealth.Ecvl.Signals;

/// <summary>The median of the last samples of a stream, which removes spikes and keeps edges. Pieces of any size give the same values.</summary>
/// <remarks>
/// The result lags by half the kernel; before the first sample the signal counts as 0. The samples of the kernel are kept sorted, so that a
/// sample costs one search and one move. A NaN counts as smaller than every number. Not for use by several threads.
/// </remarks>
public sealed class RunningMedian
{
    // The kernel's samples in order of arrival, as a ring, and by size.
    private readonly double[] _ring;
    private readonly double[] _sorted;
    private int _oldest;

    /// <summary>Makes a filter that has seen only zeros.</summary>
    /// <param name="kernelLength">Samples of which the median is taken, odd.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is even or below 1.</exception>
    public RunningMedian(int kernelLength)
    {
        if (kernelLength < 1 || int.IsEvenInteger(kernelLength))
        {
            throw new ArgumentOutOfRangeException(nameof(kernelLength), $"RunningMedian: the kernel has {kernelLength} samples; it must be an odd number from 1, such as {(Math.Max(0, kernelLength) | 1)}.");
        }

        _ring = new double[kernelLength];
        _sorted = new double[kernelLength];
    }

    /// <summary>Medians about every sample of a whole signal, without lag; outside the signal there are zeros (<c>scipy.signal.medfilt</c>).</summary>
    /// <param name="source">The signal.</param>
    /// <param name="kernelLength">Samples of which the median is taken, odd.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is even or below 1.</exception>
    public static double[] Apply(ReadOnlySpan<double> source, int kernelLength)
    {
        var median = new RunningMedian(kernelLength);
        int half = kernelLength / 2;
        double[] result = new double[source.Length];
        for (int i = 0; i < source.Length + half; i++)
        {
            double value = median.Next(i < source.Length ? source[i] : 0);
            if (i >= half)
            {
                result[i - half] = value;
            }
        }

        return result;
    }

    /// <summary>Filters the next piece of the stream.</summary>
    /// <param name="source">The next samples.</param>
    /// <param name="destination">As long as <paramref name="source"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Process(ReadOnlySpan<double> source, Span<double> destination)
    {
        if (source.Length != destination.Length)
        {
            throw new ArgumentException($"RunningMedian: the source has {source.Length} samples, the destination {destination.Length}; they must agree.", nameof(destination));
        }

        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = Next(source[i]);
        }
    }

    /// <summary>Takes one sample in and gives the median of the kernel that ends with it.</summary>
    /// <param name="sample">The next sample.</param>
    public double Next(double sample)
    {
        // Close the gap of the sample that leaves, then open one where the new sample belongs.
        int count = _sorted.Length;
        int leaving = Array.BinarySearch(_sorted, _ring[_oldest]);
        Array.Copy(_sorted, leaving + 1, _sorted, leaving, count - leaving - 1);
        int place = Array.BinarySearch(_sorted, 0, count - 1, sample);
        place = place < 0 ? ~place : place;
        Array.Copy(_sorted, place, _sorted, place + 1, count - 1 - place);
        _sorted[place] = sample;
        _ring[_oldest] = sample;
        _oldest = _oldest + 1 == count ? 0 : _oldest + 1;
        return _sorted[count / 2];
    }
}
