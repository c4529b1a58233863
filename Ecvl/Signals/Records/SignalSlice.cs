namespace DeepHealth.Ecvl.Signals;

/// <summary>A stretch of one signal on its way from the file into memory.</summary>
internal sealed class SignalSlice(int signal, long first, int count, bool keepDigital)
{
    /// <summary>Index into <see cref="SignalSource.Signals"/>.</summary>
    public int Signal { get; } = signal;

    /// <summary>First sample wanted, counted from the start of the record.</summary>
    public long First { get; } = first;

    /// <summary>One past the last sample wanted.</summary>
    public long End => First + Physical.Length;

    public double[] Physical { get; } = new double[count];

    public int[]? Digital { get; } = keepDigital ? new int[count] : null;
}
