namespace DeepHealth.Ecvl.Signals;

/// <summary>What is taken out of a signal before further steps.</summary>
public enum TrendRemoval
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The mean.</summary>
    Constant,

    /// <summary>The straight line of least squares.</summary>
    Linear,
}
