namespace DeepHealth.Bench.Peers;

/// <summary>The kernels of all families.</summary>
public static class KernelCatalogue
{
    /// <summary>All kernels.</summary>
    public static IEnumerable<KernelCase> All =>
        [.. MatrixProducts.Cases, .. Convolutions.Cases, .. ImageKernels.Cases, .. RowKernels.Cases, .. Elementwise.Cases];

    /// <summary>Those that the peer has too.</summary>
    public static IEnumerable<KernelCase> Compared => All.Where(kernel => kernel.PeerWays.Count > 0);
}
