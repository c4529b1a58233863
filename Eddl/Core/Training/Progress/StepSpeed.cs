namespace DeepHealth.Eddl;

/// <summary>Recent speed of training: means over about the last ten seconds, so that the estimate follows a change of load without jumping.</summary>
internal sealed class StepSpeed
{
    /// <summary>Time after which a measurement's weight has fallen to 1/e, in seconds.</summary>
    private const double Memory = 10;

    private double _seconds;
    private double _steps;
    private double _samples;

    /// <summary>Recent seconds per step; NaN before the first measurement.</summary>
    public double SecondsPerStep => _steps > 0 ? _seconds / _steps : double.NaN;

    /// <summary>Recent samples per second; NaN before the first measurement.</summary>
    public double SamplesPerSecond => _seconds > 0 ? _samples / _seconds : double.NaN;

    /// <summary>Adds a stretch of training.</summary>
    public void Add(double seconds, long steps, long samples)
    {
        // Sums of time and of work fade alike, so their ratio needs no correction for a short past.
        double fade = Math.Exp(-seconds / Memory);
        _seconds = (_seconds * fade) + seconds;
        _steps = (_steps * fade) + steps;
        _samples = (_samples * fade) + samples;
    }
}
