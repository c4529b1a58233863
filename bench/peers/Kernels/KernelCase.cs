using DeepHealth.Eddl;

namespace DeepHealth.Bench.Peers;

/// <summary>A kernel that is measured alone: how much work one call is, and how to make that call.</summary>
/// <param name="Name">Operation and sizes, such as <c>softmax 4096x256</c>. <c>peer.py</c> reads those that are compared.</param>
/// <param name="Work">Operations or bytes of one call, as <paramref name="Unit"/> says.</param>
/// <param name="Unit">What limits the kernel.</param>
/// <param name="Prepare">Makes the operands on a device, and returns the call.</param>
public sealed record KernelCase(string Name, double Work, WorkUnit Unit, Func<Device, Action> Prepare)
{
    /// <summary>Whether a quick run of the suites measures it too.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Ways in which the peer can be called; empty for a kernel that is not compared.</summary>
    public IReadOnlyList<string> PeerWays { get; init; } = [];

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
