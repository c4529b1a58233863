using System.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>A filter by its zeros, poles and gain: <c>H = gain · Π(s − zeros) / Π(s − poles)</c>, analog or digital.</summary>
/// <remarks>Zeros and poles are real or come in conjugate pairs. Transformations: Oppenheim and Schafer 2010, section 7 and appendix B.</remarks>
internal sealed class ZeroPoleGain(Complex[] zeros, Complex[] poles, double gain)
{
    /// <summary>Poles that have no zero; each stands for a zero at infinity.</summary>
    private int Degree => poles.Length - zeros.Length;

    /// <summary>Analog: <c>s → s / cutoff</c>.</summary>
    public ZeroPoleGain ToLowPass(double cutoff) => new(
        Array.ConvertAll(zeros, z => z * cutoff),
        Array.ConvertAll(poles, p => p * cutoff),
        gain * Math.Pow(cutoff, Degree));

    /// <summary>Analog: <c>s → cutoff / s</c>. The zeros at infinity move to 0.</summary>
    public ZeroPoleGain ToHighPass(double cutoff) => new(
        [.. zeros.Select(z => cutoff / z), .. Enumerable.Repeat(Complex.Zero, Degree)],
        Array.ConvertAll(poles, p => cutoff / p),
        gain * (NegatedProduct(zeros) / NegatedProduct(poles)).Real);

    /// <summary>Analog: <c>s → (s² + center²) / (s · width)</c>. Half of the zeros at infinity move to 0.</summary>
    public ZeroPoleGain ToBandPass(double center, double width) => new(
        [.. Split(Array.ConvertAll(zeros, z => z * (width / 2)), center), .. Enumerable.Repeat(Complex.Zero, Degree)],
        Split(Array.ConvertAll(poles, p => p * (width / 2)), center),
        gain * Math.Pow(width, Degree));

    /// <summary>Analog: <c>s → s · width / (s² + center²)</c>. The zeros at infinity move to ±j·center.</summary>
    public ZeroPoleGain ToBandStop(double center, double width) => new(
        [
            .. Split(Array.ConvertAll(zeros, z => width / 2 / z), center),
            .. Enumerable.Repeat(new Complex(0, center), Degree),
            .. Enumerable.Repeat(new Complex(0, -center), Degree),
        ],
        Split(Array.ConvertAll(poles, p => width / 2 / p), center),
        gain * (NegatedProduct(zeros) / NegatedProduct(poles)).Real);

    /// <summary>Analog to digital: <c>s = 2 · rate · (z − 1) / (z + 1)</c>. The zeros at infinity move to −1.</summary>
    public ZeroPoleGain Bilinear(double rate)
    {
        double scale = 2 * rate;
        Complex ratio = Complex.One;
        for (int i = 0; i < poles.Length; i++)
        {
            // One factor of each at a time: the two products alone could leave the range of double.
            ratio *= (i < zeros.Length ? scale - zeros[i] : Complex.One) / (scale - poles[i]);
        }

        return new ZeroPoleGain(
            [.. zeros.Select(z => (scale + z) / (scale - z)), .. Enumerable.Repeat(-Complex.One, Degree)],
            Array.ConvertAll(poles, p => (scale + p) / (scale - p)),
            gain * ratio.Real);
    }

    /// <summary>Groups a digital filter into second-order sections.</summary>
    /// <remarks>
    /// The pole nearest to the unit circle, the one that resonates most, gets the zero nearest to it, which tames it most; and it
    /// comes last, so that the earlier sections have already reduced what it would amplify. The gain is in the first section.
    /// </remarks>
    public SecondOrderSections ToSections()
    {
        int sections = (Math.Max(zeros.Length, poles.Length) + 1) / 2;
        List<Complex> freeZeros = UpperHalf(zeros, 2 * sections);
        List<Complex> freePoles = UpperHalf(poles, 2 * sections);
        double[] result = new double[sections * SecondOrderSections.Stride];
        for (int s = sections - 1; s >= 0; s--)
        {
            Complex pole = Take(freePoles, p => Math.Abs(1 - p.Magnitude));
            Complex otherPole = pole.Imaginary != 0
                ? Complex.Conjugate(pole)
                : Take(freePoles, p => p.Imaginary == 0 ? Math.Abs(1 - p.Magnitude) : double.PositiveInfinity);
            Complex zero = Take(freeZeros, z => (pole - z).Magnitude);
            Complex otherZero = zero.Imaginary != 0
                ? Complex.Conjugate(zero)
                : Take(freeZeros, z => z.Imaginary == 0 ? (pole - z).Magnitude : double.PositiveInfinity);
            Span<double> section = result.AsSpan(s * SecondOrderSections.Stride, SecondOrderSections.Stride);
            double scale = s == 0 ? gain : 1;
            section[0] = scale;
            section[1] = -scale * (zero + otherZero).Real;
            section[2] = scale * (zero * otherZero).Real;
            section[3] = 1;
            section[4] = -(pole + otherPole).Real;
            section[5] = (pole * otherPole).Real;
        }

        return new SecondOrderSections(result);
    }

    /// <summary>The product of the negated roots: the polynomial's value at 0.</summary>
    public static Complex NegatedProduct(Complex[] roots)
    {
        Complex product = Complex.One;
        foreach (Complex root in roots)
        {
            product *= -root;
        }

        return product;
    }

    // Each root r becomes the two roots of s² - 2 r s + center² = 0.
    private static Complex[] Split(Complex[] roots, double center)
    {
        var result = new Complex[2 * roots.Length];
        for (int i = 0; i < roots.Length; i++)
        {
            Complex root = Complex.Sqrt((roots[i] * roots[i]) - (center * center));
            result[i] = roots[i] + root;
            result[roots.Length + i] = roots[i] - root;
        }

        return result;
    }

    // One root of every conjugate pair, then the real roots, filled up with zeros to the count of all roots.
    private static List<Complex> UpperHalf(Complex[] roots, int count)
    {
        const double Tolerance = 100 * 2.220446049250313e-16;
        bool IsReal(Complex root) => Math.Abs(root.Imaginary) <= Tolerance * root.Magnitude;
        IEnumerable<Complex> pairs = roots.Where(root => !IsReal(root) && root.Imaginary > 0).OrderBy(root => root.Real).ThenBy(root => root.Imaginary);
        IEnumerable<double> reals = roots.Where(IsReal).Select(root => root.Real).Concat(Enumerable.Repeat(0.0, count - roots.Length));
        return [.. pairs, .. reals.Order().Select(real => new Complex(real, 0))];
    }

    private static Complex Take(List<Complex> roots, Func<Complex, double> distance)
    {
        int best = 0;
        for (int i = 1; i < roots.Count; i++)
        {
            if (distance(roots[i]) < distance(roots[best]))
            {
                best = i;
            }
        }

        Complex root = roots[best];
        roots.RemoveAt(best);
        return root;
    }
}
