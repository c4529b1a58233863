namespace DeepHealth.Ecvl.Signals;

/// <summary>How a signal is continued beyond its ends.</summary>
public enum EdgePadding
{
    /// <summary>Mirrored in time and about the end's value: the slope goes on.</summary>
    Odd,

    /// <summary>Mirrored in time.</summary>
    Even,

    /// <summary>The end's value is repeated.</summary>
    Constant,

    /// <summary>Not continued.</summary>
    None,
}
