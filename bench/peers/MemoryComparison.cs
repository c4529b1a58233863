namespace DeepHealth.Bench.Peers;

/// <summary>Memory of a network that is trained for some steps in a process of its own, in this library and in the peer.</summary>
/// <param name="Network">Name of the network.</param>
/// <param name="Threads">Number of threads of both.</param>
/// <param name="Kind"><c>memory</c>.</param>
/// <param name="OursPeakMb">Largest resident memory of this library's process, less what it had before the network was built; MiB.</param>
/// <param name="PeerPeakMb">The same of the peer, in the setting that needs least.</param>
/// <param name="Ratio">Ours divided by the peer's.</param>
/// <param name="OursAbsoluteMb">Largest resident memory of this library's process, MiB.</param>
/// <param name="PeerAbsoluteMb">The same of the peer.</param>
/// <param name="Peer">Version and setting of the peer.</param>
public sealed record MemoryComparison(
    string Network, int Threads, string Kind, double OursPeakMb, double? PeerPeakMb, double? Ratio, double OursAbsoluteMb, double? PeerAbsoluteMb, string? Peer)
{
    /// <summary>Measures both sides, one after the other.</summary>
    /// <param name="network">Which network.</param>
    /// <param name="threads">Number of threads.</param>
    public static MemoryComparison Measure(ReferenceNetwork network, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        MemoryUse ours = MemoryProbe.OfOwnProcess(network, threads);
        MemoryUse? least = null;
        string? peer = null;
        foreach (PeerSetting setting in PeerSetting.For(Subject.WaysOf(network)))
        {
            using PeerProcess? process = PeerProcess.Start(threads, setting.Tuned);
            if (process is not null && process.MeasureMemory(network, setting.Way, MemoryProbe.Steps) is { } use && (least is null || use.PeakMb < least.PeakMb))
            {
                least = use;
                peer = $"{process.Description} {setting}";
            }
        }

        return new MemoryComparison(
            network.Name, threads, "memory", ours.PeakMb, least?.PeakMb, least is null ? null : Math.Round(ours.PeakMb / least.PeakMb, 3),
            ours.AbsoluteMb, least?.AbsoluteMb, peer);
    }
}
