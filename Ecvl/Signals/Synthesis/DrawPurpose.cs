namespace DeepHealth.Ecvl.Signals;

/// <summary>What random numbers of a record or subject are for; each has its own region of the sequence.</summary>
internal enum DrawPurpose
{
    Physiology,
    Shape,
    Ectopic,
    Atrium,
    Recording,
    Rhythm,
    Tachogram,
    Fibrillation,
    Baseline,
    Muscle,
    MuscleSamples,
    TremorSamples,
    Artefacts,
    NoiseSamples,
}
