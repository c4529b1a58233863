namespace DeepHealth.Eddl;

/// <summary>Returns the memory of every tensor made inside it to the pool when it ends, except those kept.</summary>
/// <remarks>For training loops written by hand: one scope per step keeps memory flat without waiting for the garbage collector.
/// Tensors made inside must not be used afterwards; <see cref="Keep"/> those that live on. The gradient of a leaf made outside lives on
/// with the leaf. Scopes nest, per thread.</remarks>
public sealed class MemoryScope : IDisposable
{
    [ThreadStatic]
    private static MemoryScope? t_current;

    private readonly MemoryScope? _outer = t_current;
    private readonly List<Storage> _storages = [];
    private readonly bool _keepsAll;

    /// <summary>Starts a scope on this thread.</summary>
    public MemoryScope() => t_current = this;

    private MemoryScope(bool keepsAll)
        : this() => _keepsAll = keepsAll;

    internal static MemoryScope? Current => t_current;

    /// <summary>Starts a scope that lets every tensor made inside it outlive it and the scopes around it.</summary>
    internal static MemoryScope Keeping() => new(keepsAll: true);

    /// <summary>Lets the memory of a tensor, and of its gradient, outlive the scope.</summary>
    /// <returns>The tensor itself.</returns>
    public static Tensor Keep(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        tensor.Keep();
        return tensor;
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        foreach (Storage storage in _storages)
        {
            if (!storage.IsKept && !_keepsAll)
            {
                storage.Release();
            }
        }

        _storages.Clear();
        t_current = _outer;
    }

    internal static void Register(Storage storage) => t_current?._storages.Add(storage);
}
