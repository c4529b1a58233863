using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The memory behind one or more tensors: pinned, 64-byte aligned, from the pool of its device.</summary>
/// <remarks>Views share their storage. The memory returns to the pool when the last tensor is unreachable, or at the end of a
/// <see cref="MemoryScope"/>.</remarks>
public sealed class Storage
{
    private readonly PinnedBuffer _buffer;
    private readonly MemoryScope? _scope;
    private bool _isReleased;

    /// <summary>Allocates memory with undefined content.</summary>
    /// <param name="device">Device that computes with it.</param>
    /// <param name="type">Element type.</param>
    /// <param name="count">Number of elements, at least 0.</param>
    /// <exception cref="ShapeException">The memory exceeds 2 GiB.</exception>
    public Storage(Device device, DType type, int count)
    {
        ArgumentNullException.ThrowIfNull(device);
        long bytes = (long)count * DTypes.SizeOf(type);
        if (bytes > int.MaxValue - BufferPool.Alignment)
        {
            throw new ShapeException($"Tensor: {count} elements of {type} need {bytes} bytes; one tensor holds at most {int.MaxValue - BufferPool.Alignment}.");
        }

        Device = device;
        Type = type;
        Count = count;
        _buffer = BufferPool.Shared.Rent((int)bytes);
        _scope = MemoryScope.Current;
        MemoryScope.Register(this);
    }

    /// <summary>Device that computes with this memory.</summary>
    public Device Device { get; }

    /// <summary>Element type.</summary>
    public DType Type { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>Whether the memory outlives the <see cref="MemoryScope"/> it was made in.</summary>
    internal bool IsKept { get; set; }

    /// <summary>Address of the first element.</summary>
    /// <exception cref="ObjectDisposedException">The memory went back to the pool at the end of its scope.</exception>
    internal nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isReleased, typeof(Tensor));
            return _buffer.Address;
        }
    }

    internal Span<T> AsSpan<T>()
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_isReleased, typeof(Tensor));
        return _buffer.AsSpan<T>()[..Count];
    }

    /// <summary>The memory as bytes.</summary>
    internal Span<byte> Bytes()
    {
        ObjectDisposedException.ThrowIf(_isReleased, typeof(Tensor));
        return _buffer.AsSpan<byte>()[..(Count * DTypes.SizeOf(Type))];
    }

    /// <summary>Whether both were made in the same <see cref="MemoryScope"/>, or both outside any.</summary>
    internal bool SharesScope(Storage other) => ReferenceEquals(_scope, other._scope);

    /// <summary>Sets every byte to 0.</summary>
    internal void Clear() => Bytes().Clear();

    internal void Release()
    {
        _isReleased = true;
        _buffer.Dispose();
    }
}
