using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>A digital filter as a ratio of polynomials in <c>z⁻¹</c>: <c>H(z) = (b0 + b1 z⁻¹ + …) / (1 + a1 z⁻¹ + …)</c>.</summary>
/// <remarks>Right for FIR filters and low orders. Above order 6 or so rounding moves the poles: use <see cref="SecondOrderSections"/>.</remarks>
public sealed class TransferFunction
{
    private readonly double[] _b;
    private readonly double[] _a;

    /// <summary>Makes a FIR filter.</summary>
    /// <param name="taps">Its impulse response, at least one value. Copied.</param>
    /// <exception cref="ArgumentException">There is no tap, or one is not finite.</exception>
    public TransferFunction(ReadOnlySpan<double> taps)
        : this(taps, [1])
    {
    }

    /// <summary>Makes a filter from its coefficients; both polynomials are divided by <c>a0</c>.</summary>
    /// <param name="numerator"><c>b0, b1, …</c>, at least one. Copied.</param>
    /// <param name="denominator"><c>a0, a1, …</c>, at least one; <c>a0</c> is not 0. Copied.</param>
    /// <exception cref="ArgumentException">A polynomial is empty, a value is not finite, or <c>a0</c> is 0.</exception>
    public TransferFunction(ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator)
    {
        if (numerator.Length == 0 || denominator.Length == 0)
        {
            throw new ArgumentException($"TransferFunction: the numerator has {numerator.Length} coefficients, the denominator {denominator.Length}; both need at least 1.", nameof(numerator));
        }

        double scale = denominator[0];
        if (scale == 0)
        {
            throw new ArgumentException($"TransferFunction: a0 of {denominator.Length} denominator coefficients is 0; it must not be.", nameof(denominator));
        }

        _b = Scaled(numerator, scale, nameof(numerator));
        _a = Scaled(denominator, scale, nameof(denominator));
    }

    /// <summary>Coefficients <c>b0, b1, …</c></summary>
    public ReadOnlySpan<double> Numerator => _b;

    /// <summary>Coefficients <c>1, a1, …</c></summary>
    public ReadOnlySpan<double> Denominator => _a;

    /// <summary>Values of state that the filter carries from sample to sample: the longer polynomial's length − 1.</summary>
    public int Order => Math.Max(_b.Length, _a.Length) - 1;

    /// <summary>Multiplies the sections of a filter out.</summary>
    /// <param name="sections">The sections.</param>
    /// <returns>Coefficients without the zeros that fill up the sections of an odd order.</returns>
    public static TransferFunction FromSections(SecondOrderSections sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        double[] b = [1];
        double[] a = [1];
        for (int s = 0; s < sections.Count; s++)
        {
            b = Multiply(b, sections.Section(s)[..3]);
            a = Multiply(a, sections.Section(s)[3..]);
        }

        int length = b.Length;
        while (length > 1 && b[length - 1] == 0 && a[length - 1] == 0)
        {
            length--;
        }

        return new TransferFunction(b.AsSpan(0, length), a.AsSpan(0, length));
    }

    /// <summary>Gain and phase at a frequency.</summary>
    /// <param name="frequencyHz">Frequency in Hz.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    public Complex FrequencyResponse(double frequencyHz, double rateHz)
    {
        Complex delay = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequencyHz / rateHz);
        return Evaluate(_b, delay) / Evaluate(_a, delay);
    }

    /// <summary>The state in which the filter rests while its input is constantly 1.</summary>
    /// <returns><see cref="Order"/> values, equal to <c>scipy.signal.lfilter_zi</c>.</returns>
    /// <exception cref="InvalidOperationException">The filter has a pole at 0 Hz, so that it never comes to rest.</exception>
    public double[] SteadyState()
    {
        double sumB = Sum(_b);
        double sumA = Sum(_a);
        if (sumA == 0)
        {
            throw new InvalidOperationException($"TransferFunction: the denominator's {_a.Length} coefficients sum to 0: an integrator has no steady state. Begin with a state of zeros.");
        }

        // With input 1 and output g: z[k] = b[k+1] - a[k+1] g + z[k+1], from the last to the first.
        double gain = sumB / sumA;
        double[] state = new double[Order];
        double next = 0;
        for (int k = state.Length - 1; k >= 0; k--)
        {
            next += (k + 1 < _b.Length ? _b[k + 1] : 0) - (k + 1 < _a.Length ? _a[k + 1] * gain : 0);
            state[k] = next;
        }

        return state;
    }

    private static double[] Scaled(ReadOnlySpan<double> values, double scale, string parameter)
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            result[i] = values[i] / scale;
            if (!double.IsFinite(result[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"TransferFunction: coefficient {i} is {values[i]}, a0 is {scale}; their ratio must be finite."), parameter);
            }
        }

        return result;
    }

    private static double[] Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double[] product = new double[left.Length + right.Length - 1];
        for (int i = 0; i < left.Length; i++)
        {
            for (int j = 0; j < right.Length; j++)
            {
                product[i + j] += left[i] * right[j];
            }
        }

        return product;
    }

    private static Complex Evaluate(double[] polynomial, Complex delay)
    {
        Complex value = Complex.Zero;
        for (int i = polynomial.Length - 1; i >= 0; i--)
        {
            value = (value * delay) + polynomial[i];
        }

        return value;
    }

    private static double Sum(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
