namespace DeepHealth.Ecvl.Signals;

/// <summary>A generated single-lead ECG record with its ground truth.</summary>
/// <param name="Subject">Number of the subject.</param>
/// <param name="Record">Number of the record within the subject.</param>
/// <param name="Rhythm">Class of the record.</param>
/// <param name="Other">What makes a record of class <see cref="HeartRhythm.Other"/> not normal, else <see cref="OtherRhythm.None"/>.</param>
/// <param name="RateHz">Sampling rate in Hz.</param>
/// <param name="Samples">Signal in millivolt.</param>
/// <param name="Beats">Beats within the record in the order of time; in a record of class <see cref="HeartRhythm.Noise"/> those that lie buried.</param>
public sealed record SyntheticEcg(
    int Subject,
    int Record,
    HeartRhythm Rhythm,
    OtherRhythm Other,
    double RateHz,
    float[] Samples,
    IReadOnlyList<EcgBeat> Beats);
