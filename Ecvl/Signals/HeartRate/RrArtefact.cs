namespace DeepHealth.Ecvl.Signals;

/// <summary>What is wrong with a beat in a series of beats.</summary>
public enum RrArtefact
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A beat that comes early and is followed by a pause, or late and is followed by a short interval.</summary>
    Ectopic,

    /// <summary>The interval before it holds a beat that was not detected.</summary>
    Missed,

    /// <summary>It lies within an interval of normal length: no beat.</summary>
    Extra,

    /// <summary>The interval before it is too long or too short without one of these patterns.</summary>
    Misplaced,
}
