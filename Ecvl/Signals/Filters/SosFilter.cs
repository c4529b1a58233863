namespace DeepHealth.Ecvl.Signals;

/// <summary>A causal filter with memory: a stream may be fed in pieces of any size and gives the same bits as in one piece.</summary>
/// <remarks>Transposed direct form II in double precision. A NaN stays in the state for ever: fill gaps first. Not for use by several threads.</remarks>
public sealed class SosFilter
{
    private readonly SecondOrderSections _sections;
    private readonly double[] _state;

    /// <summary>Makes a filter at rest, as if the input had been 0 before.</summary>
    /// <param name="sections">The coefficients.</param>
    public SosFilter(SecondOrderSections sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        _sections = sections;
        _state = new double[2 * sections.Count];
    }

    /// <summary>The values that the filter carries to the next sample, <c>[sections × 2]</c> (<c>zi</c> and <c>zf</c> of scipy); may be read, kept and set.</summary>
    public Span<double> State => _state;

    /// <summary>Filters a whole signal from rest.</summary>
    /// <param name="sections">The coefficients.</param>
    /// <param name="source">The signal.</param>
    /// <returns>The filtered signal, of the same length.</returns>
    public static double[] Apply(SecondOrderSections sections, ReadOnlySpan<double> source)
    {
        double[] result = new double[source.Length];
        new SosFilter(sections).Process(source, result);
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
            throw new ArgumentException($"SosFilter: the source has {source.Length} samples, the destination {destination.Length}; they must agree.", nameof(destination));
        }

        source.CopyTo(destination);
        for (int s = 0; s < _sections.Count; s++)
        {
            ProcessSection(_sections.Section(s), destination, ref _state[2 * s], ref _state[(2 * s) + 1]);
        }
    }

    /// <summary>Forgets the past: the filter is at rest, as if the input had been 0.</summary>
    public void Reset() => Array.Clear(_state);

    /// <summary>Puts the filter into the state that a constant input leaves, so that a signal that begins at that level causes no jump.</summary>
    /// <param name="level">The constant, usually the first sample.</param>
    public void ResetTo(double level)
    {
        double[] unit = _sections.SteadyState();
        for (int i = 0; i < _state.Length; i++)
        {
            _state[i] = level * unit[i];
        }
    }

    private static void ProcessSection(ReadOnlySpan<double> c, Span<double> samples, ref double state1, ref double state2)
    {
        (double b0, double b1, double b2, double a1, double a2) = (c[0], c[1], c[2], c[4], c[5]);
        (double z1, double z2) = (state1, state2);
        for (int i = 0; i < samples.Length; i++)
        {
            double x = samples[i];
            double y = (b0 * x) + z1;
            z1 = (b1 * x) - (a1 * y) + z2;
            z2 = (b2 * x) - (a2 * y);
            samples[i] = y;
        }

        (state1, state2) = (z1, z2);
    }
}
