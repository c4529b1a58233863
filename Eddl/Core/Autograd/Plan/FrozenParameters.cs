using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A copy of all parameters and states of a network that nobody writes to.</summary>
internal sealed class FrozenParameters : IDisposable
{
    private readonly Storage _live;
    private readonly Storage _copy;
    private readonly Dictionary<Layout, Tensor> _tensors = [];

    /// <summary>Copies the parameters as they are now.</summary>
    public FrozenParameters(ParameterArena arena)
    {
        Tensor values = arena.Values;
        _live = values.Storage;
        using MemoryScope kept = MemoryScope.Keeping();
        _copy = new Storage(values.Device, values.Type, values.Storage.Count);
        _live.Bytes().CopyTo(_copy.Bytes());
    }

    /// <summary>Bytes of the copy and of the packed weights.</summary>
    public long Bytes => _copy.Size + _tensors.Values.Sum(tensor => tensor.Packed!.Bytes);

    /// <summary>Whether the memory of a tensor is the copy.</summary>
    public bool Holds(Tensor tensor) => ReferenceEquals(tensor.Storage, _copy);

    /// <summary>The copy of a parameter, or of what is a view of one; null for other tensors.</summary>
    public Tensor? Of(Tensor tensor)
    {
        if (!ReferenceEquals(tensor.Storage, _live))
        {
            return null;
        }

        if (!_tensors.TryGetValue(tensor.Layout, out Tensor? copy))
        {
            copy = new Tensor(_copy, tensor.Layout) { Packed = new PackedWeights() };
            _tensors.Add(tensor.Layout, copy);
        }

        return copy;
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        foreach (Tensor tensor in _tensors.Values)
        {
            tensor.Packed!.Dispose();
        }

        _copy.Release();
    }
}
