using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Where tensors live and which kernels compute with them.</summary>
public sealed class Device
{
    /// <summary>Creates a device.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="kernels">Its kernels.</param>
    public Device(string name, Kernels kernels)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        Name = name;
        Kernels = kernels;
    }

    /// <summary>All processors that this process may use, or as many as <c>DEEPHEALTH_THREADS</c> or <c>SLURM_CPUS_PER_TASK</c> says.</summary>
    public static Device Cpu { get; } = new("cpu", new CpuKernels(WorkerTeam.Default));

    /// <summary>Plain loops in double precision: the executable specification that other devices are tested against.</summary>
    public static Device Reference { get; } = new("reference", new ReferenceKernels());

    /// <summary>Name for messages.</summary>
    public string Name { get; }

    /// <summary>Kernels of the device.</summary>
    public Kernels Kernels { get; }

    /// <summary>A CPU device with its own number of threads. Results do not depend on it.</summary>
    /// <param name="threads">Number of threads, at least 1.</param>
    public static Device CpuWithThreads(int threads) => new($"cpu with {threads} threads", new CpuKernels(new WorkerTeam(threads)));

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
