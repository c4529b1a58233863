namespace DeepHealth.Eddl.Tests;

/// <summary>One call of one kernel.</summary>
/// <param name="Name">Kernel, sizes and options.</param>
/// <param name="Tolerance">Largest difference from the reference, times <c>max(1, |reference|)</c>; 0 for equal values.</param>
/// <param name="Run">Makes the operands and calls the kernel.</param>
internal sealed record KernelCase(string Name, double Tolerance, Action<Kernels, TestMemory> Run)
{
    /// <summary>Runs the case.</summary>
    /// <param name="kernels">Kernels to call.</param>
    /// <param name="offset">Elements between an aligned address and the tensors.</param>
    public TestMemory RunOn(Kernels kernels, int offset)
    {
        TestMemory memory = new(offset);
        Run(kernels, memory);
        return memory;
    }
}
