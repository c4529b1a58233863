namespace DeepHealth.Ecvl.Signals;

/// <summary>What happens to samples at the end that fill no whole window.</summary>
public enum WindowTail
{
    /// <summary>They are left out; a signal shorter than a window gives none.</summary>
    Drop,

    /// <summary>One more window is moved back so that it ends with the signal; a signal shorter than a window gives none.</summary>
    MoveBack,

    /// <summary>One more window reaches past the end and is filled with zeros there.</summary>
    Pad,
}
