namespace DeepHealth.Ecvl.Signals;

/// <summary>What a bare MATLAB file does not say about its signals. The defaults suit CinC 2017 except for the rate, which must be given.</summary>
public sealed record MatOptions
{
    /// <summary>Samples per second; 300 for CinC 2017.</summary>
    public required double RateHz { get; init; }

    /// <summary>Stored steps per physical unit; default 1000.</summary>
    public double Gain { get; init; } = 1000;

    /// <summary>Physical unit; default <c>mV</c>.</summary>
    public string Unit { get; init; } = "mV";

    /// <summary>Name of the matrix; default <c>val</c>.</summary>
    public string Variable { get; init; } = "val";
}
