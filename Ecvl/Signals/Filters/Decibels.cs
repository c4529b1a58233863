namespace DeepHealth.Ecvl.Signals;

/// <summary>Checks ripples and attenuations.</summary>
internal static class Decibels
{
    // 300 dB is 1e-15, the resolution of double.
    private const double Max = 300;

    /// <summary>Refuses a value outside (0, 300).</summary>
    public static void Check(string design, string what, double value, string parameter)
    {
        if (!(value > 0 && value < Max))
        {
            throw new ArgumentOutOfRangeException(parameter, FormattableString.Invariant(
                $"{design}: the {what} is {value} dB; it must be above 0 and below {Max} dB."));
        }
    }
}
