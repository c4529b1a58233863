namespace DeepHealth.Ecvl.Signals;

/// <summary>Class of a single-lead ECG record.</summary>
/// <remarks>The four classes of the PhysioNet/Computing in Cardiology Challenge 2017 (Clifford et al., "AF Classification from a Short
/// Single Lead ECG Recording", CinC 2017), in the order in which the challenge lists them: N, A, O, ~.</remarks>
public enum HeartRhythm
{
    /// <summary>Normal sinus rhythm ("N").</summary>
    Normal,

    /// <summary>Atrial fibrillation ("A").</summary>
    AtrialFibrillation,

    /// <summary>Any other rhythm ("O"); see <see cref="OtherRhythm"/> for those that are generated.</summary>
    Other,

    /// <summary>Too noisy to be classified ("~").</summary>
    Noise,
}
