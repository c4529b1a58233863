using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepHealth.Numerics;

/// <summary>Pinned memory aligned to 64 bytes, rented from a <see cref="BufferPool"/>.</summary>
/// <remarks>The memory never moves, so native code, MPI and devices may hold its address while the buffer is alive. It goes back to
/// the pool on <see cref="Dispose"/>, or when the garbage collector finds that neither the buffer nor a span of it is in use: user code need
/// not dispose, and a span may outlive its buffer. A rented buffer holds whatever its last user left.</remarks>
public sealed unsafe class PinnedBuffer : IDisposable
{
    private readonly BufferPool _pool;
    private byte[]? _block;
    private SpanGuard? _guard;

    internal PinnedBuffer(BufferPool pool, byte[] block, int bytes)
    {
        _pool = pool;
        _block = block;
        Bytes = bytes;
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(block));
        Address = (start + (BufferPool.Alignment - 1)) & ~(nint)(BufferPool.Alignment - 1);
    }

    /// <summary>Returns the memory to the pool.</summary>
    ~PinnedBuffer() => Release();

    /// <summary>Usable size, in bytes.</summary>
    public int Bytes { get; }

    /// <summary>Address of the first byte, a multiple of 64.</summary>
    public nint Address { get; }

    /// <summary>The memory as numbers of one type. The span is valid until <see cref="Dispose"/>, however long the buffer is referred to.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Span<T> AsSpan<T>()
        where T : unmanaged
    {
        GuardSpans();
        return AsUnguardedSpan<T>();
    }

    /// <summary>Announces spans or references made from <see cref="Address"/>: from now on they keep the memory from the pool as the buffer does.</summary>
    [SuppressMessage("Usage", "CA1816:Dispose methods should call SuppressFinalize", Justification = "The finalizer of the guard takes over; this one would keep the block for one more collection.")]
    public void GuardSpans()
    {
        if (_guard is null && _block is { } block)
        {
            SpanGuard guard = new(_pool, block);
            if (Interlocked.CompareExchange(ref _guard, guard, null) is not null)
            {
                guard.TryCancel();
            }

            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Returns the memory to the pool at once. Spans and views of it must not be used any more.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>A span for those who hold the buffer as long as they use it: the pool finds such a buffer in a collection of young objects.</summary>
    internal Span<T> AsUnguardedSpan<T>()
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_block is null, this);
        Span<T> span = new((void*)Address, Bytes / sizeof(T));
        GC.KeepAlive(this);
        return span;
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _block, null) is { } block && _guard?.TryCancel() != false)
        {
            _pool.Return(block);
        }
    }
}
