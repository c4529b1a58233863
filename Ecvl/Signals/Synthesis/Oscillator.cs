namespace DeepHealth.Ecvl.Signals;

/// <summary>A sine of fixed frequency, one sample after another, by rotating a point on the unit circle.</summary>
/// <remarks>The radius drifts by about 1e-16 per sample, which does not matter for the length of a record.</remarks>
internal struct Oscillator
{
    private readonly double _stepSine;
    private readonly double _stepCosine;
    private double _sine;
    private double _cosine;

    public Oscillator(double hz, double rateHz, double phase)
    {
        (_stepSine, _stepCosine) = Math.SinCos(2 * Math.PI * hz / rateHz);
        (_sine, _cosine) = Math.SinCos(phase);
    }

    /// <summary>The sine at the current sample; moves on to the next.</summary>
    public double Next()
    {
        double value = _sine;
        (_sine, _cosine) = ((_sine * _stepCosine) + (_cosine * _stepSine), (_cosine * _stepCosine) - (_sine * _stepSine));
        return value;
    }
}
