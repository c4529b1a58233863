namespace DeepHealth.Ecvl.Signals;

/// <summary>What a file's header says about one signal, before any sample is read.</summary>
/// <param name="Index">Position in <see cref="SignalSource.Signals"/>, from 0.</param>
/// <param name="Label">Name of the lead or channel, trimmed; not necessarily unique.</param>
/// <param name="Unit">Physical unit such as <c>mV</c>; empty where the file states none.</param>
/// <param name="RateHz">Samples per second.</param>
/// <param name="SampleCount">Samples in the whole record.</param>
public sealed record SignalInfo(int Index, string Label, string Unit, double RateHz, long SampleCount)
{
    /// <summary>Length of the signal in seconds.</summary>
    public double DurationSeconds => SampleCount / RateHz;
}
