namespace DeepHealth.Ecvl.Signals;

/// <summary>Origin and conduction of one generated heart beat.</summary>
public enum BeatKind
{
    /// <summary>Sinus beat with P wave, normally conducted.</summary>
    Sinus,

    /// <summary>Conducted during atrial fibrillation: no P wave.</summary>
    Fibrillation,

    /// <summary>Premature atrial beat: P wave of another shape, normal QRS.</summary>
    AtrialPremature,

    /// <summary>Premature ventricular beat: no P wave, wide QRS, opposite T wave.</summary>
    VentricularPremature,

    /// <summary>Sinus beat with a wide QRS, as in a bundle branch block.</summary>
    BundleBranchBlock,
}
