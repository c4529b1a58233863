namespace DeepHealth.Ecvl.Signals;

/// <summary>Intervals of sinus rhythm with the two spectral peaks of heart rate variability.</summary>
/// <remarks>McSharry et al. 2003, bimodal spectrum of RR intervals: the spectrum is the sum of two Gaussians, the low one at 0.1 Hz (Mayer waves), the high one
/// at the respiration rate, both 0.01 Hz wide; phases are random. The paper takes an inverse Fourier transform of the square root of the spectrum;
/// here the same sum of cosines is evaluated where a beat falls.</remarks>
internal sealed class SinusNode
{
    private const int PerBand = 9;
    private const double MayerHz = 0.1;
    private const double BandHz = 0.01;
    private readonly double _meanInterval;
    private readonly double _deviation;
    private readonly double[] _angularRates = new double[2 * PerBand];
    private readonly double[] _amplitudes = new double[2 * PerBand];
    private readonly double[] _phases = new double[2 * PerBand];

    /// <summary>Draws the phases.</summary>
    /// <param name="random">Source of the phases.</param>
    /// <param name="meanInterval">Mean interval in seconds.</param>
    /// <param name="variability">Standard deviation over mean.</param>
    /// <param name="lowToHighRatio">Power ratio of the two peaks.</param>
    /// <param name="respirationHz">Place of the high peak.</param>
    public SinusNode(RandomDraws random, double meanInterval, double variability, double lowToHighRatio, double respirationHz)
    {
        _meanInterval = meanInterval;
        _deviation = variability * meanInterval;
        double power = 0;
        for (int i = 0; i < _amplitudes.Length; i++)
        {
            bool low = i < PerBand;
            double offset = ((i % PerBand) - (PerBand / 2)) * 0.6;
            double density = (low ? lowToHighRatio : 1) * Math.Exp(-0.5 * offset * offset);
            // A jitter of the grid keeps the sum from repeating itself in long records.
            double hz = (low ? MayerHz : respirationHz) + (BandHz * (offset + random.Uniform(-0.3, 0.3)));
            _angularRates[i] = 2 * Math.PI * hz;
            _amplitudes[i] = Math.Sqrt(density);
            _phases[i] = random.Uniform(0, 2 * Math.PI);
            power += 0.5 * density;
        }

        double scale = 1 / Math.Sqrt(power);
        for (int i = 0; i < _amplitudes.Length; i++)
        {
            _amplitudes[i] *= scale;
        }
    }

    /// <summary>Interval from a beat at a time to the next, in seconds; at least half of the mean.</summary>
    public double IntervalAt(double time)
    {
        double sum = 0;
        for (int i = 0; i < _amplitudes.Length; i++)
        {
            sum += _amplitudes[i] * Math.Cos((_angularRates[i] * time) + _phases[i]);
        }

        return Math.Max(_meanInterval + (_deviation * sum), 0.5 * _meanInterval);
    }
}
