namespace DeepHealth.Ecvl.Signals;

/// <summary>Judgement of a stretch of electrocardiogram.</summary>
/// <param name="Window">The samples that were judged.</param>
/// <param name="StartSeconds">Where the stretch begins that the judgement stands for; in the last window of a record later than the samples begin.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Reasons">Why it is noisy; none where it is clean.</param>
/// <param name="Level">Level by the fuzzy rule; unacceptable where nothing could be measured.</param>
/// <param name="Indices">The figures; null where missing samples, a flat line or saturation left nothing to measure.</param>
/// <param name="Likeness">Mean correlation of the beats with the median beat; NaN where nothing could be measured.</param>
public sealed record EcgQualityWindow(
    SampleWindow Window, double StartSeconds, double EndSeconds, EcgQualityReasons Reasons, EcgQualityLevel Level, SignalQualityIndices? Indices, double Likeness)
{
    /// <summary>Whether nothing speaks against it.</summary>
    public bool IsClean => Reasons == EcgQualityReasons.None;
}
