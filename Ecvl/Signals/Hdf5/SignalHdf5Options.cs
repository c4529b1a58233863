namespace DeepHealth.Ecvl.Signals;

/// <summary>How signals are stored in an HDF5 file.</summary>
public sealed record SignalHdf5Options
{
    /// <summary>Samples in a chunk, the unit of compression and of partial reading; 1 to 16777216, default 65536.</summary>
    public int ChunkSamples { get; init; } = 65536;

    /// <summary>Level of deflate compression, 0 (none) to 9; default 4. Readers need no plug-in for it.</summary>
    public int DeflateLevel { get; init; } = 4;
}
