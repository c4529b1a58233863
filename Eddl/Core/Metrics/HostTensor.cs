namespace DeepHealth.Eddl;

/// <summary>Tensors as plain memory, for code that runs once per batch on the host.</summary>
internal static class HostTensor
{
    /// <summary>The tensor itself where it is contiguous, else a copy that is; never recorded.</summary>
    public static Tensor Contiguous(Tensor tensor) => tensor.IsContiguous ? tensor : tensor.Detach().Contiguous();
}
