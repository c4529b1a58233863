namespace DeepHealth.Bench.Peers;

/// <summary>One way to run the peer.</summary>
/// <param name="Tuned">Whether its libraries and the allocator are told what suits this kind of machine.</param>
/// <param name="Layout">Memory layout of activations and weights: <c>contiguous</c> or <c>channels_last</c>.</param>
public readonly record struct PeerSetting(bool Tuned, string Layout)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Tuned ? "tuned" : "default")} {Layout}";

    /// <summary>Ways to run a network; the layouts differ for images only.</summary>
    /// <param name="network">The network.</param>
    public static IEnumerable<PeerSetting> For(ReferenceNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        string[] layouts = network.Sample.Rank == 3 ? ["contiguous", "channels_last"] : ["contiguous"];
        return from layout in layouts from tuned in (bool[])[true, false] select new PeerSetting(tuned, layout);
    }
}
