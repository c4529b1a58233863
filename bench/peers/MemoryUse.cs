namespace DeepHealth.Bench.Peers;

/// <summary>Memory of a process.</summary>
/// <param name="PeakMb">Largest resident memory, less that before the network was built; MiB.</param>
/// <param name="AbsoluteMb">Largest resident memory, MiB.</param>
public sealed record MemoryUse(double PeakMb, double AbsoluteMb);
