namespace DeepHealth.Ecvl.Signals;

/// <summary>A change of sampling rate as a fraction in lowest terms: new rate = old rate · Up / Down.</summary>
/// <param name="Up">Factor of the rate, at least 1.</param>
/// <param name="Down">Divisor of the rate, at least 1.</param>
public readonly record struct RationalRate(int Up, int Down)
{
    /// <summary>Largest factor that <see cref="Between"/> uses.</summary>
    public const int MaxFactor = 100_000;

    /// <summary>Relative difference between a rate and its fraction that counts as rounding: 1e-9, a sample in 23 days at 500 Hz.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>Finds the fraction between two rates by continued fractions.</summary>
    /// <param name="fromHz">Rate of the signal.</param>
    /// <param name="toHz">Rate wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not finite and above 0, or no fraction up to <see cref="MaxFactor"/> meets it.</exception>
    public static RationalRate Between(double fromHz, double toHz)
    {
        double ratio = toHz / fromHz;
        if (!(fromHz > 0) || !(toHz > 0) || !double.IsFinite(ratio) || ratio == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(toHz), FormattableString.Invariant(
                $"RationalRate: the rates are {fromHz} Hz and {toHz} Hz; both must be finite and above 0."));
        }

        double rest = ratio;
        (double up, double down) = (1, 0);
        (double oldUp, double oldDown) = (0, 1);
        while (true)
        {
            double whole = Math.Floor(rest);
            (up, oldUp) = ((whole * up) + oldUp, up);
            (down, oldDown) = ((whole * down) + oldDown, down);
            if (up > MaxFactor || down > MaxFactor)
            {
                throw new ArgumentOutOfRangeException(nameof(toHz), FormattableString.Invariant(
                    $"RationalRate: {fromHz} Hz and {toHz} Hz are in no ratio of integers up to {MaxFactor}; choose a rate that is."));
            }

            if (up > 0 && Math.Abs((up / down) - ratio) <= Tolerance * ratio)
            {
                return new RationalRate((int)up, (int)down);
            }

            rest = 1 / (rest - whole);
        }
    }
}
