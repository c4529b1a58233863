using System.Diagnostics;
using System.Numerics;

namespace DeepHealth.Numerics;

/// <summary>Recycles pinned, 64-byte-aligned memory. Safe for any number of threads.</summary>
/// <remarks>Blocks come in sizes of 2^k and 1.5·2^k bytes. At most <see cref="RetainedLimit"/> bytes wait for reuse; what is returned
/// beyond that is left to the garbage collector.</remarks>
/// <param name="retainedLimit">Most bytes kept for reuse; at least 0.</param>
public sealed class BufferPool(long retainedLimit = 4L << 30)
{
    /// <summary>Alignment of every buffer, in bytes: one cache line, one AVX-512 register.</summary>
    public const int Alignment = 64;

    private const int LargeBlock = 1 << 16;

    // Collections of all objects may take one part in so many of the time, unless very much was rented since the last.
    private const int CollectionShare = 10;

    private static readonly long s_memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    private static readonly long s_leastBeforeCollection = Math.Min(128L << 20, s_memory / 16);
    private static readonly long s_mostBeforeCollection = 4 * s_leastBeforeCollection;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(2);

    /// <summary>Largest buffer, in bytes: the largest array less the room for alignment, about 2 GiB.</summary>
    public static int MaxBytes => Array.MaxLength - Alignment;

    // Finalizers of buffers return memory, perhaps when the pool itself is garbage: nothing in here may have a finalizer of its own
    // (a ConcurrentBag has), so a lock and plain collections do.
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Stack<byte[]>> _free = [];
    private long _retained;
    private long _rented;
    private long _guarded;
    private long _collectAt = s_leastBeforeCollection;
    private long _collectAllAt = s_mostBeforeCollection;
    private long _collectAllAfter;

    /// <summary>The pool of the process. It keeps at most 4 GiB, and half of the memory that the process may use.</summary>
    public static BufferPool Shared { get; } = new(Math.Min(4L << 30, s_memory / 2));

    /// <summary>Most bytes kept for reuse.</summary>
    public long RetainedLimit { get; } = retainedLimit;

    /// <summary>Bytes that wait for reuse.</summary>
    public long RetainedBytes => Interlocked.Read(ref _retained);

    /// <summary>Bytes in use by buffers that were neither disposed nor collected.</summary>
    public long RentedBytes => Interlocked.Read(ref _rented);

    /// <summary>Rents memory; its content is undefined.</summary>
    /// <param name="bytes">Usable size, from 0 to <see cref="MaxBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or above <see cref="MaxBytes"/>.</exception>
    /// <exception cref="OutOfMemoryException">The memory cannot be had.</exception>
    public PinnedBuffer Rent(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, MaxBytes);
        int size = BlockSize(bytes);
        byte[] block = Take(size) ?? TakeUnused(size) ?? TakeFresh(size);
        Interlocked.Add(ref _rented, size);
        return new PinnedBuffer(this, block, bytes);
    }

    /// <summary>Gives every waiting block to the garbage collector.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            _free.Clear();
            Interlocked.Exchange(ref _retained, 0);
        }
    }

    internal void NoteGuarded(int bytes) => Interlocked.Add(ref _guarded, bytes);

    internal void Return(byte[] block)
    {
        Interlocked.Add(ref _rented, -block.Length);
        lock (_gate)
        {
            if (_retained + block.Length > RetainedLimit)
            {
                return;
            }

            if (!_free.TryGetValue(block.Length, out Stack<byte[]>? waiting))
            {
                _free.Add(block.Length, waiting = []);
            }

            // The block used last is given out first: it may still be in the cache.
            waiting.Push(block);
            Interlocked.Add(ref _retained, block.Length);
        }
    }

    private byte[]? Take(int size)
    {
        lock (_gate)
        {
            if (!_free.TryGetValue(size, out Stack<byte[]>? waiting) || !waiting.TryPop(out byte[]? block))
            {
                return null;
            }

            Interlocked.Add(ref _retained, -size);
            return block;
        }
    }

    // Where memory is short, as in a small container, waiting blocks of other sizes make room, and so do buffers that nobody refers to any more.
    private byte[] TakeFresh(int size)
    {
        try
        {
            return GC.AllocateUninitializedArray<byte>(size, pinned: true);
        }
        catch (OutOfMemoryException)
        {
            byte[]? block = Collect(GC.MaxGeneration, size);
            Trim();
            if (block is not null)
            {
                return block;
            }

            // The collector gives back what it has freed only when it is told to.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return GC.AllocateUninitializedArray<byte>(size, pinned: true);
        }
    }

    /// <summary>Looks for large buffers that nobody refers to any more, before fresh memory is taken.</summary>
    /// <remarks>The collector sees little reason to run: a program that reads pictures makes small objects only, whose memory is large. It is asked to look at
    /// young objects whenever some memory more was rented, which takes less time than the fresh pages would; at all objects only where that was in vain
    /// or could not help, because most buffers have spans (see <see cref="SpanGuard"/>), and where such collections take a small share of the time or very much was rented since.
    /// Where less is rented than is asked for, as by the first large image of a program, nothing can be found.</remarks>
    private byte[]? TakeUnused(int size)
    {
        long rented = RentedBytes;
        long needed = rented + size;
        long collectAt = Interlocked.Read(ref _collectAt);
        if (size < LargeBlock || size > rented || needed <= collectAt || Interlocked.CompareExchange(ref _collectAt, long.MaxValue, collectAt) != collectAt)
        {
            return null;
        }

        byte[]? block = rented - Interlocked.Read(ref _guarded) >= s_leastBeforeCollection / 2 ? Collect(1, size) : null;
        long start = Stopwatch.GetTimestamp();
        if (block is null && (start >= _collectAllAfter || needed > _collectAllAt))
        {
            block = Collect(GC.MaxGeneration, size);
            long end = Stopwatch.GetTimestamp();
            _collectAllAfter = end + (CollectionShare * (end - start));
            _collectAllAt = RentedBytes + s_mostBeforeCollection;
        }

        Interlocked.Exchange(ref _collectAt, RentedBytes + s_leastBeforeCollection);
        return block;
    }

    // Finalizers give the buffers back on their own thread. Waiting for all of them could wait for locks of the caller.
    private byte[]? Collect(int generation, int size)
    {
        long rented = RentedBytes;
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        if (SpinWait.SpinUntil(() => RentedBytes < rented, s_longestWait))
        {
            // The rest follows at once. Whoever asks how much is rented must not count what is on its way.
            do
            {
                rented = RentedBytes;
                Thread.SpinWait(1000);
            }
            while (RentedBytes < rented);
        }

        return Take(size);
    }

    private static int BlockSize(int bytes)
    {
        // The alignment slack is part of the block: the collector aligns arrays to 8 bytes only.
        long needed = Math.Max((long)bytes + Alignment, 256);
        long power = (long)BitOperations.RoundUpToPowerOf2((ulong)needed);
        long size = needed <= power / 4 * 3 ? power / 4 * 3 : power;
        return (int)Math.Min(size, Array.MaxLength);
    }
}
