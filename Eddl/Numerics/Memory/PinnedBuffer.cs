using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepHealth.Numerics;

/// <summary>Pinned memory aligned to 64 bytes, rented from a <see cref="BufferPool"/>.</summary>
/// <remarks>The memory never moves, so native code, MPI and devices may hold its address while the buffer is alive. It goes back to
/// the pool on <see cref="Dispose"/>, or when the garbage collector finds the buffer unreachable: user code need not dispose.
/// A rented buffer holds whatever its last user left.</remarks>
public sealed unsafe class PinnedBuffer : IDisposable
{
    private readonly BufferPool _pool;
    private byte[]? _block;

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

    /// <summary>The memory as numbers of one type.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Span<T> AsSpan<T>()
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_block is null, this);
        return new Span<T>((void*)Address, Bytes / sizeof(T));
    }

    /// <summary>Returns the memory to the pool at once. Spans and views of it must not be used any more.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _block, null) is { } block)
        {
            _pool.Return(block);
        }
    }
}
