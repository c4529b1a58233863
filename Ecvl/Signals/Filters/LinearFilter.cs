using System.Buffers;

namespace DeepHealth.Ecvl.Signals;

/// <summary>A causal filter with memory by its transfer function: a stream may be fed in pieces of any size and gives the same bits as in one piece.</summary>
/// <remarks>
/// Transposed direct form II in double precision, equal to <c>scipy.signal.lfilter</c>. A NaN stays in the state of a recursive filter for
/// ever: fill gaps first. Not for use by several threads.
/// </remarks>
public sealed class LinearFilter
{
    private const int FirBlock = 4096;

    private readonly TransferFunction _function;

    // Numerator and denominator filled up with zeros to one length.
    private readonly double[] _b;
    private readonly double[] _a;

    // One value more than the order: the last stays 0, so that the loop needs no special case.
    private readonly double[] _state;

    /// <summary>Makes a filter at rest, as if the input had been 0 before.</summary>
    /// <param name="function">The coefficients.</param>
    public LinearFilter(TransferFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        _b = new double[function.Order + 1];
        _a = new double[function.Order + 1];
        _state = new double[function.Order + 1];
        function.Numerator.CopyTo(_b);
        function.Denominator.CopyTo(_a);
    }

    /// <summary>The values that the filter carries to the next sample (<c>zi</c> and <c>zf</c> of scipy); may be read, kept and set.</summary>
    public Span<double> State => _state.AsSpan(0, _function.Order);

    /// <summary>Filters a whole signal from rest.</summary>
    /// <param name="function">The coefficients.</param>
    /// <param name="source">The signal.</param>
    /// <returns>The filtered signal, of the same length.</returns>
    public static double[] Apply(TransferFunction function, ReadOnlySpan<double> source)
    {
        double[] result = new double[source.Length];
        new LinearFilter(function).Process(source, result);
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
            throw new ArgumentException($"LinearFilter: the source has {source.Length} samples, the destination {destination.Length}; they must agree.", nameof(destination));
        }

        int order = _function.Order;
        bool recursive = _function.Denominator.Length > 1;
        if (recursive || source.Length < 4 * order || order == 0)
        {
            Step(source, destination, recursive);
            return;
        }

        // A filter without recursion needs its memory for the first outputs only: the others are sums of products, side by side.
        double[] history = ArrayPool<double>.Shared.Rent(order + FirBlock);
        source[..order].CopyTo(history);
        Step(source[..order], destination[..order], recursive);
        for (int start = order; start < source.Length; start += FirBlock)
        {
            int count = Math.Min(FirBlock, source.Length - start);
            source.Slice(start, count).CopyTo(history.AsSpan(order));
            FirKernel.Convolve(_b, history.AsSpan(0, order + count), destination.Slice(start, count));
            Array.Copy(history, count, history, 0, order);
        }

        // What the last samples leave behind does not depend on those before.
        Array.Clear(_state);
        Step(history.AsSpan(0, order), history.AsSpan(0, order), recursive);
        ArrayPool<double>.Shared.Return(history);
    }

    private void Step(ReadOnlySpan<double> source, Span<double> destination, bool recursive)
    {
        (double[] b, double[] a, double[] z) = (_b, _a, _state);
        for (int i = 0; i < source.Length; i++)
        {
            double x = source[i];
            double y = (b[0] * x) + z[0];
            if (recursive)
            {
                for (int k = 1; k < b.Length; k++)
                {
                    z[k - 1] = (b[k] * x) - (a[k] * y) + z[k];
                }
            }
            else
            {
                for (int k = 1; k < b.Length; k++)
                {
                    z[k - 1] = (b[k] * x) + z[k];
                }
            }

            destination[i] = y;
        }
    }

    /// <summary>Forgets the past: the filter is at rest, as if the input had been 0.</summary>
    public void Reset() => Array.Clear(_state);

    /// <summary>Puts the filter into the state that a constant input leaves, so that a signal that begins at that level causes no jump.</summary>
    /// <param name="level">The constant, usually the first sample.</param>
    /// <exception cref="InvalidOperationException">The filter has a pole at 0 Hz, so that it never comes to rest.</exception>
    public void ResetTo(double level)
    {
        double[] unit = _function.SteadyState();
        for (int i = 0; i < unit.Length; i++)
        {
            _state[i] = level * unit[i];
        }
    }
}
