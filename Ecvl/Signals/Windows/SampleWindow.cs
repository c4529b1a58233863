namespace DeepHealth.Ecvl.Signals;

/// <summary>A stretch of samples cut from a signal.</summary>
/// <param name="Start">First sample.</param>
/// <param name="Length">Samples, also where the window reaches past the end of the signal.</param>
public readonly record struct SampleWindow(int Start, int Length)
{
    /// <summary>Copies the samples; what lies past the end of the signal becomes 0.</summary>
    /// <param name="samples">The signal that was cut.</param>
    /// <param name="destination">At least <see cref="Length"/> long.</param>
    public void CopyTo(ReadOnlySpan<double> samples, Span<double> destination)
    {
        int present = Math.Clamp(samples.Length - Start, 0, Length);
        samples.Slice(Math.Min(Start, samples.Length), present).CopyTo(destination);
        destination[present..Length].Clear();
    }
}
