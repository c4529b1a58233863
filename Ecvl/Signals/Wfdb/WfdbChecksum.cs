namespace DeepHealth.Ecvl.Signals;

/// <summary>What the header claims and what the stored samples give as the sum of a signal, modulo 65536.</summary>
/// <param name="Signal">Index of the signal.</param>
/// <param name="Expected">The header's value in [0, 65535], or null where it states none.</param>
/// <param name="Actual">The sum of the stored samples in [0, 65535].</param>
public sealed record WfdbChecksum(int Signal, int? Expected, int Actual)
{
    /// <summary>True where the header states a checksum and the samples give it.</summary>
    public bool Matches => Expected == Actual;
}
