namespace DeepHealth.Bench.Peers;

/// <summary>Kernels that belong together: one suite.</summary>
public interface IKernelFamily
{
    /// <summary>The kernels.</summary>
    static abstract IEnumerable<KernelCase> Cases { get; }
}
