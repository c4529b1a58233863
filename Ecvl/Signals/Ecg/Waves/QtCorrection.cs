namespace DeepHealth.Ecvl.Signals;

/// <summary>QT interval as it would be at 60 beats per minute. NaN in, NaN out.</summary>
public static class QtCorrection
{
    /// <summary><c>QT / √RR</c> (Bazett 1920).</summary>
    /// <param name="qtMs">QT interval in milliseconds.</param>
    /// <param name="rrMs">Interval to the beat before, in milliseconds, above 0.</param>
    public static double Bazett(double qtMs, double rrMs) => qtMs / Math.Sqrt(rrMs / 1000);

    /// <summary><c>QT / ∛RR</c> (Fridericia 1920).</summary>
    /// <inheritdoc cref="Bazett"/>
    public static double Fridericia(double qtMs, double rrMs) => qtMs / Math.Cbrt(rrMs / 1000);

    /// <summary><c>QT + 154 ms · (1 − RR)</c> (Sagie et al. 1992, the Framingham study).</summary>
    /// <inheritdoc cref="Bazett"/>
    public static double Framingham(double qtMs, double rrMs) => qtMs + (154 * (1 - (rrMs / 1000)));

    /// <summary><c>QT + 1.75 ms · (heart rate − 60)</c> (Hodges 1983).</summary>
    /// <inheritdoc cref="Bazett"/>
    public static double Hodges(double qtMs, double rrMs) => qtMs + (1.75 * ((60000 / rrMs) - 60));
}
