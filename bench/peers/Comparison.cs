namespace DeepHealth.Bench.Peers;

/// <summary>One line of the result: a network or kernel, a number of threads and a kind of step, in this library and in the peer.</summary>
/// <remarks>Times are milliseconds per step, those of the peer in its fastest setting. With one thread they are processor time of the process,
/// with more they are time on the wall. What belongs to the peer is null where there is none.</remarks>
/// <param name="Network">Name of the network or kernel.</param>
/// <param name="Threads">Number of threads of both.</param>
/// <param name="Kind"><c>train</c>, <c>infer</c> or <c>kernel</c>.</param>
/// <param name="Clock"><c>cpu</c> or <c>wall</c>.</param>
/// <param name="OursMs">Median of this library.</param>
/// <param name="PeerMs">Median of the peer.</param>
/// <param name="Ratio">Ours divided by the peer's, medians.</param>
/// <param name="OursMinMs">Shortest of this library.</param>
/// <param name="PeerMinMs">Shortest of the peer.</param>
/// <param name="RatioMin">Ours divided by the peer's, shortest.</param>
/// <param name="Peer">Version and setting of the peer.</param>
public sealed record Comparison(
    string Network,
    int Threads,
    string Kind,
    string Clock,
    double OursMs,
    double? PeerMs,
    double? Ratio,
    double OursMinMs,
    double? PeerMinMs,
    double? RatioMin,
    string? Peer)
{
    /// <summary>Rounds times to 10 ns and ratios to 0.001.</summary>
    public static Comparison Of(Subject subject, int threads, bool cpuTime, Timing ours, Timing? peer, string? peerName)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(ours);
        return new Comparison(
            subject.Name,
            threads,
            subject.Kind,
            cpuTime ? "cpu" : "wall",
            Math.Round(ours.Median, 5),
            Rounded(peer?.Median, 5),
            Rounded(ours.Median / peer?.Median, 3),
            Math.Round(ours.Minimum, 5),
            Rounded(peer?.Minimum, 5),
            Rounded(ours.Minimum / peer?.Minimum, 3),
            peerName);
    }

    private static double? Rounded(double? value, int digits) => value is { } known ? Math.Round(known, digits) : null;
}
