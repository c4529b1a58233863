using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Weights that never change, as the kernels of processors want them: packed at the first use and kept.</summary>
/// <remarks>Belongs to a tensor that nobody writes to. Not safe for several threads at once.</remarks>
internal sealed unsafe class PackedWeights : IDisposable
{
    private readonly List<PackedKey> _keys = [];
    private readonly List<PinnedBuffer> _buffers = [];

    /// <summary>Bytes of all that is kept.</summary>
    public long Bytes => _buffers.Distinct().Sum(buffer => (long)buffer.Bytes);

    /// <summary>What was kept for a use; null where there is nothing yet.</summary>
    public float* Find(in PackedKey key)
    {
        for (int i = 0; i < _keys.Count; i++)
        {
            if (_keys[i] == key)
            {
                return (float*)_buffers[i].Address;
            }
        }

        return null;
    }

    /// <summary>Cleared memory for weights that are to be packed and kept.</summary>
    /// <param name="floats">Its size.</param>
    public static PinnedBuffer Rent(long floats)
    {
        PinnedBuffer buffer = BufferPool.Shared.Rent(checked((int)Math.Max(floats * sizeof(float), BufferPool.Alignment)));
        buffer.AsSpan<byte>().Clear();
        return buffer;
    }

    /// <summary>Keeps packed weights. Where another use has packed the same bytes, such as that of another batch size, they share them.</summary>
    /// <param name="key">Use.</param>
    /// <param name="packed">The weights in memory of <see cref="Rent"/>.</param>
    /// <returns>Where they are from now on.</returns>
    public float* Keep(in PackedKey key, PinnedBuffer packed)
    {
        foreach (PinnedBuffer other in _buffers)
        {
            if (other.AsSpan<byte>().SequenceEqual(packed.AsSpan<byte>()))
            {
                packed.Dispose();
                packed = other;
                break;
            }
        }

        _keys.Add(key);
        _buffers.Add(packed);
        return (float*)packed.Address;
    }

    /// <summary>Returns the memory.</summary>
    public void Dispose()
    {
        foreach (PinnedBuffer buffer in _buffers)
        {
            buffer.Dispose();
        }

        _keys.Clear();
        _buffers.Clear();
    }
}
