using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>A digital filter as a chain of second-order sections, the form that stays accurate at high order and low cut-off.</summary>
/// <remarks>Section <c>s</c> has <c>H(z) = (b0 + b1 z⁻¹ + b2 z⁻²) / (1 + a1 z⁻¹ + a2 z⁻²)</c>; the filter is their product.</remarks>
public sealed class SecondOrderSections
{
    /// <summary>Coefficients of one section: b0, b1, b2, a0 = 1, a1, a2.</summary>
    internal const int Stride = 6;

    private readonly double[] _coefficients;

    /// <summary>Takes the coefficients of all sections.</summary>
    /// <param name="coefficients"><c>[sections × 6]</c>, each <c>b0, b1, b2, 1, a1, a2</c>, at least one section. Copied.</param>
    /// <exception cref="ArgumentException">The count is no multiple of 6, a value is not finite, or an <c>a0</c> is not 1.</exception>
    public SecondOrderSections(ReadOnlySpan<double> coefficients)
    {
        if (coefficients.Length == 0 || coefficients.Length % Stride != 0)
        {
            throw new ArgumentException($"SecondOrderSections: {coefficients.Length} coefficients are no multiple of {Stride} above 0.", nameof(coefficients));
        }

        for (int i = 0; i < coefficients.Length; i++)
        {
            if (!double.IsFinite(coefficients[i]) || (i % Stride == 3 && coefficients[i] != 1))
            {
                throw new ArgumentException(
                    $"SecondOrderSections: coefficient {i % Stride} of section {i / Stride} is {coefficients[i]}; all must be finite and a0 must be 1.",
                    nameof(coefficients));
            }
        }

        _coefficients = coefficients.ToArray();
    }

    /// <summary>Sections in the chain.</summary>
    public int Count => _coefficients.Length / Stride;

    /// <summary>All coefficients, <c>[Count × 6]</c>.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>The six coefficients of one section.</summary>
    /// <param name="section">0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<double> Section(int section) => _coefficients.AsSpan(section * Stride, Stride);

    /// <summary>Gain and phase at a frequency.</summary>
    /// <param name="frequencyHz">Frequency in Hz.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    public Complex FrequencyResponse(double frequencyHz, double rateHz)
    {
        Complex delay = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequencyHz / rateHz);
        Complex response = Complex.One;
        for (int s = 0; s < Count; s++)
        {
            ReadOnlySpan<double> c = Section(s);
            response *= (c[0] + (delay * (c[1] + (delay * c[2])))) / (1 + (delay * (c[4] + (delay * c[5]))));
        }

        return response;
    }

    /// <summary>The state in which the chain rests while its input is constantly 1.</summary>
    /// <returns><c>[Count × 2]</c>, equal to <c>scipy.signal.sosfilt_zi</c>.</returns>
    public double[] SteadyState()
    {
        // In transposed direct form II with constant input u and output y = g u (g the section's gain at 0 Hz):
        // z2 = b2 u - a2 y, z1 = b1 u - a1 y + z2. The output of one section is the input of the next.
        double[] state = new double[2 * Count];
        double input = 1;
        for (int s = 0; s < Count; s++)
        {
            ReadOnlySpan<double> c = Section(s);
            double output = input * (c[0] + c[1] + c[2]) / (1 + c[4] + c[5]);
            state[(2 * s) + 1] = (c[2] * input) - (c[5] * output);
            state[2 * s] = (c[1] * input) - (c[4] * output) + state[(2 * s) + 1];
            input = output;
        }

        return state;
    }
}
