namespace DeepHealth.Ecvl.Signals;

/// <summary>What makes a generated record of class <see cref="HeartRhythm.Other"/> not normal.</summary>
public enum OtherRhythm
{
    /// <summary>Not of class <see cref="HeartRhythm.Other"/>.</summary>
    None,

    /// <summary>Premature ventricular beats, each after 3 to at most 24 sinus beats: wide QRS, no P wave, full compensatory pause.</summary>
    VentricularEctopy,

    /// <summary>A premature ventricular beat after every sinus beat.</summary>
    Bigeminy,

    /// <summary>A premature ventricular beat after every second sinus beat.</summary>
    Trigeminy,

    /// <summary>Premature atrial beats, each after 2 to at most 24 sinus beats: early P wave of another shape, normal QRS, the sinus node is reset.</summary>
    AtrialEctopy,

    /// <summary>Sinus rhythm of 38 to 51 beats per minute.</summary>
    Bradycardia,

    /// <summary>Sinus rhythm of 101 to 138 beats per minute.</summary>
    Tachycardia,

    /// <summary>First-degree atrioventricular block: the P wave lies 0.21 to 0.3 s before the R peak (normal at 60 beats per minute: 0.11 to 0.18 s).</summary>
    AtrioventricularBlock,

    /// <summary>Sinus rhythm conducted as in a bundle branch block: bells 1.3 to 1.7 times as wide as the subject's own and a second late peak, QRS of 0.1 to 0.2 s, T wave opposite.</summary>
    BundleBranchBlock,
}
