namespace DeepHealth.Ecvl.Signals;

/// <summary>Weighs quality indices without hard limits.</summary>
/// <remarks>Zhao and Zhang, "SQI Quality Evaluation Mechanism of Single-Lead ECG Signal Based on Simple Heuristic Fusion and Fuzzy Comprehensive Evaluation",
/// Frontiers in Physiology 9:727, 2018: each index belongs by degrees to the levels excellent, acceptable and unacceptable. Of the weights 0.4 (beats), 0.4 (QRS
/// power), 0.1 (kurtosis) and 0.1 (drift) the first is shared out to the others, 0.6, 0.2, 0.2, as agreement of detectors has a limit of its own in
/// <see cref="EcgQuality"/>. Ramps are continuous.</remarks>
public static class FuzzyQuality
{
    /// <summary>From this grade a stretch is unacceptable.</summary>
    public const double UnacceptableGrade = 2.4;

    /// <summary>Below this grade a stretch is excellent.</summary>
    public const double ExcellentGrade = 1.5;

    /// <summary>The grade, 1 (excellent) to 3 (unacceptable).</summary>
    /// <param name="indices">The figures of a stretch.</param>
    public static double Grade(SignalQualityIndices indices)
    {
        double p = indices.QrsPower;
        double bas = 100 * indices.BaselinePower;
        double excellent = (0.6 * Ramp(p, 0.25, 0.35)) + (0.2 * (indices.KSqi > 5 ? 1 : 0)) + (0.2 * LittleDrift(bas));
        double acceptable = (0.6 * Math.Min(Ramp(p, 0.18, 0.22), 1 - Ramp(p, 0.28, 0.32))) + (0.2 * Bell(bas, 95, 2.5));
        double unacceptable = (0.6 * (1 - Ramp(p, 0.15, 0.25))) + (0.2 * (indices.KSqi > 5 ? 0 : 1)) + (0.2 * (bas <= 85 ? 1 : Bell(bas, 85, 5)));
        double e = excellent * excellent;
        double a = acceptable * acceptable;
        double u = unacceptable * unacceptable;
        return (e + (2 * a) + (3 * u)) / (e + a + u);
    }

    /// <summary>The level of a stretch.</summary>
    /// <param name="indices">The figures of a stretch.</param>
    public static EcgQualityLevel Level(SignalQualityIndices indices) => Grade(indices) switch
    {
        < ExcellentGrade => EcgQualityLevel.Excellent,
        < UnacceptableGrade => EcgQualityLevel.Acceptable,
        _ => EcgQualityLevel.Unacceptable,
    };

    private static double LittleDrift(double bas)
    {
        double over = 0.8718 * (bas - 90);
        return bas <= 90 ? 0 : bas >= 95 ? bas / 100 : 1 / (1 + (1 / (over * over)));
    }

    private static double Ramp(double x, double low, double high) => Math.Clamp((x - low) / (high - low), 0, 1);

    private static double Bell(double x, double centre, double width)
    {
        double from = (x - centre) / width;
        return 1 / (1 + (from * from));
    }
}
