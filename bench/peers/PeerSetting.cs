namespace DeepHealth.Bench.Peers;

/// <summary>One way to run the peer.</summary>
/// <param name="Tuned">Whether its libraries and the allocator are told what suits this kind of machine.</param>
/// <param name="Way">For networks and convolutions the memory format of activations and weights, <c>contiguous</c> or <c>channels_last</c>;
/// for other kernels <c>out</c>, into memory that is there, or <c>new</c>.</param>
public readonly record struct PeerSetting(bool Tuned, string Way)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Tuned ? "tuned" : "default")} {Way}";

    /// <summary>All settings.</summary>
    /// <param name="ways">Ways to run a network or kernel, <see cref="Subject.PeerWays"/>.</param>
    public static IEnumerable<PeerSetting> For(IEnumerable<string> ways)
        => from way in ways from tuned in (bool[])[true, false] select new PeerSetting(tuned, way);
}
