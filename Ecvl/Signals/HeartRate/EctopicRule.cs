namespace DeepHealth.Ecvl.Signals;

/// <summary>Which intervals are taken for ectopic beats. The one after a refused interval is kept by the first two rules.</summary>
public enum EctopicRule
{
    /// <summary>None.</summary>
    None,

    /// <summary>More than 20 % from the interval before (Malik et al., "Heart Rate Variability in Relation to Prognosis after Myocardial Infarction", European Heart Journal 10, 1989).</summary>
    Malik,

    /// <summary>More than 32.5 % longer or 24.5 % shorter than the one before (Kamath and Fallen, in "Heart Rate Variability", Futura, 1995).</summary>
    Kamath,

    /// <summary>20 % or more from the mean of both neighbours (Karlsson et al., "Automatic Filtering of Outliers in RR Intervals before Analysis of Heart Rate Variability in Holter Recordings", BioMedical Engineering OnLine 11, 2012).</summary>
    Karlsson,

    /// <summary>20 % or more from the mean of the last nine that were kept (Acar et al., "Automatic Ectopic Beat Elimination in Short-Term Heart Rate Variability Measurement", Computer Methods and Programs in Biomedicine 63, 2000).</summary>
    Acar,
}
