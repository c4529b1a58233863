using System.Runtime.InteropServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The memory behind one or more tensors: pinned, 64-byte aligned, from the pool of its device.</summary>
/// <remarks>Views share their storage. The memory returns to the pool when the last tensor is unreachable, or at the end of a
/// <see cref="MemoryScope"/>.</remarks>
public sealed class Storage
{
    private readonly MemoryScope? _scope;
    private PinnedBuffer? _buffer;
    private int _start;
    private bool _isShared;
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
        Size = (int)bytes;
        _scope = MemoryScope.Current;
        MemoryScope.Register(this);
        if (!Recorder.IsDeferring)
        {
            _buffer = BufferPool.Shared.Rent(Size);
        }
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
            return (_buffer ?? Materialize()).Address + _start;
        }
    }

    /// <summary>Number of bytes.</summary>
    internal int Size { get; }

    /// <summary>Whether an op of the step that is being captured will write this memory, which has no place yet.</summary>
    internal bool IsAwaited { get; private set; }

    /// <summary>The memory as numbers, for those who hold a tensor of it as long as they use the span.</summary>
    internal Span<T> AsSpan<T>()
        where T : unmanaged
    {
        return MemoryMarshal.Cast<byte, T>(Bytes());
    }

    /// <summary>The memory as bytes, for those who hold a tensor of it as long as they use the span.</summary>
    internal Span<byte> Bytes()
    {
        return (_buffer ?? Materialize()).AsUnguardedSpan<byte>().Slice(_start, Size);
    }

    /// <summary>Lets spans keep the memory, however long a tensor of it is referred to.</summary>
    internal void GuardSpans() => (_buffer ?? Materialize()).GuardSpans();

    /// <summary>Whether both were made in the same <see cref="MemoryScope"/>, or both outside any.</summary>
    internal bool SharesScope(Storage other) => ReferenceEquals(_scope, other._scope);

    /// <summary>Sets every byte to 0.</summary>
    internal void Clear() => Bytes().Clear();

    internal void Release()
    {
        _isReleased = true;
        if (!_isShared)
        {
            _buffer?.Dispose();
        }

        _buffer = null;
    }

    /// <summary>Tells that an op of the step that is being captured will write this memory: until it has a place nobody may read it.</summary>
    internal void Await() => IsAwaited = _buffer is null;

    /// <summary>Gives awaited memory its place: <paramref name="start"/> bytes into a buffer that several storages share.</summary>
    internal void Place(PinnedBuffer buffer, int start)
    {
        _buffer = buffer;
        _start = start;
        _isShared = true;
        IsAwaited = false;
    }

    /// <summary>Gives awaited memory the place of another storage of the same size.</summary>
    internal void PlaceWith(Storage host) => Place(host._buffer!, host._start);

    private PinnedBuffer Materialize()
    {
        ObjectDisposedException.ThrowIf(_isReleased, typeof(Tensor));
        if (IsAwaited)
        {
            throw new InvalidOperationException(
                "Capture: the network reads the values of a tensor while its ops are listed, before they are computed. "
                + "Set Model.CaptureSteps to false for networks that depend on the values of the data.");
        }

        return _buffer = BufferPool.Shared.Rent(Size);
    }
}
