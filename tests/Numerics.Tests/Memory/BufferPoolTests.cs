using System.Globalization;
using System.Runtime.CompilerServices;
using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class BufferPoolTests
{
    private const long ShortMemory = 256L << 20;

    [Fact]
    public void A_returned_block_serves_the_next_rent_of_its_size()
    {
        BufferPool pool = new();
        nint address;
        using (PinnedBuffer first = pool.Rent(5000))
        {
            address = first.Address;
        }

        using PinnedBuffer second = pool.Rent(5001);
        Assert.Equal(address, second.Address);
        Assert.Equal(5001, second.Bytes);
        Assert.Equal(0, pool.RetainedBytes);
    }

    [Fact]
    public void Two_buffers_in_use_never_share_memory()
    {
        BufferPool pool = new();
        using PinnedBuffer first = pool.Rent(1000);
        using PinnedBuffer second = pool.Rent(1000);
        first.AsSpan<byte>().Fill(1);
        second.AsSpan<byte>().Fill(2);
        Assert.True(first.AsSpan<byte>().IndexOfAnyExcept((byte)1) < 0);
    }

    [Fact]
    public void Rented_bytes_return_to_the_baseline()
    {
        BufferPool pool = new();
        using PinnedBuffer kept = pool.Rent(100);
        long baseline = pool.RentedBytes;
        Assert.True(baseline >= 100);
        for (int bytes = 0; bytes < 100_000; bytes += 997)
        {
            using PinnedBuffer buffer = pool.Rent(bytes);
            Assert.True(pool.RentedBytes >= baseline + bytes);
        }

        Assert.Equal(baseline, pool.RentedBytes);
    }

    [Fact]
    public void A_buffer_disposed_twice_is_returned_once()
    {
        BufferPool pool = new();
        PinnedBuffer buffer = pool.Rent(100);
        buffer.Dispose();
        long retained = pool.RetainedBytes;
        buffer.Dispose();
        Assert.Equal(retained, pool.RetainedBytes);
        Assert.Equal(0, pool.RentedBytes);
        using PinnedBuffer first = pool.Rent(100);
        using PinnedBuffer second = pool.Rent(100);
        Assert.NotEqual(first.Address, second.Address);
    }

    [Fact]
    public void No_more_than_the_limit_waits_for_reuse()
    {
        BufferPool pool = new(retainedLimit: 10_000);
        PinnedBuffer[] buffers = [pool.Rent(4000), pool.Rent(4000), pool.Rent(4000)];
        Array.ForEach(buffers, buffer => buffer.Dispose());
        Assert.InRange(pool.RetainedBytes, 4000, 10_000);
        Assert.Equal(0, pool.RentedBytes);
    }

    [Fact]
    public void Trim_lets_everything_go()
    {
        BufferPool pool = new();
        pool.Rent(4000).Dispose();
        pool.Rent(400).Dispose();
        pool.Trim();
        Assert.Equal(0, pool.RetainedBytes);
    }

    [Fact]
    public void A_block_wastes_at_most_half_of_what_is_asked()
    {
        BufferPool pool = new();
        for (int bytes = 1000; bytes < 10_000_000; bytes = bytes * 11 / 10)
        {
            long before = pool.RentedBytes;
            using PinnedBuffer buffer = pool.Rent(bytes);
            Assert.InRange(pool.RentedBytes - before, bytes + BufferPool.Alignment, 1.5 * (bytes + BufferPool.Alignment));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Memory_of_a_forgotten_buffer_comes_back(bool withSpans)
    {
        BufferPool pool = new();
        Forget(pool, withSpans);
        for (int i = 0; i < 50 && pool.RentedBytes > 0; i++)
        {
            Collect();
        }

        Assert.Equal(0, pool.RentedBytes);
        Assert.True(pool.RetainedBytes >= 3000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forgotten_buffers_are_found_before_ever_more_memory_is_taken(bool withSpans)
    {
        const int Size = 512 << 10;
        const int Count = 8000;
        BufferPool pool = new();
        long most = 0;
        for (int i = 0; i < Count; i++)
        {
            ForgetOne(pool, Size, withSpans);
            most = Math.Max(most, pool.RentedBytes);
        }

        Assert.InRange(most, Size, (long)Size * Count / 2);
    }

    [Fact]
    public void A_span_keeps_its_memory_from_the_pool()
    {
        BufferPool pool = new();
        Span<byte> span = pool.Rent(3000).AsSpan<byte>();
        span.Fill(7);
        Collect();
        Assert.True(pool.RentedBytes > 0);
        Overwrite(pool);
        Assert.True(span.IndexOfAnyExcept((byte)7) < 0);

        ref byte last = ref span[^1];
        Collect();
        Overwrite(pool);
        Assert.Equal(7, last);
    }

    [Fact]
    public void Memory_that_was_disposed_of_comes_back_once()
    {
        BufferPool pool = new();
        DisposeWithSpans(pool);
        Assert.Equal(0, pool.RentedBytes);
        long retained = pool.RetainedBytes;
        for (int i = 0; i < 3; i++)
        {
            Collect();
        }

        Assert.Equal(0, pool.RentedBytes);
        Assert.Equal(retained, pool.RetainedBytes);
    }

    [Fact]
    public void Threads_that_ask_for_the_first_span_agree()
    {
        BufferPool pool = new();
        for (int round = 0; round < 200; round++)
        {
            using PinnedBuffer buffer = pool.Rent(1000);
            Parallel.For(0, 4, i => buffer.AsSpan<byte>()[i] = (byte)i);
            Assert.Equal([0, 1, 2, 3], buffer.AsSpan<byte>()[..4].ToArray());
        }

        Collect();
        Assert.Equal(0, pool.RentedBytes);
    }

    [Fact]
    public void A_pool_may_be_forgotten_together_with_its_buffers()
    {
        // The finalizers of the buffers use the pool, whose own parts may be finalized before: that must not end the process.
        for (int i = 0; i < 20; i++)
        {
            ForgetPool();
            Collect();
        }
    }

    [Fact]
    public void Sizes_without_an_array_are_refused()
    {
        BufferPool pool = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(-1));
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(BufferPool.MaxBytes + 1));
        Assert.Contains($"{BufferPool.MaxBytes}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{BufferPool.MaxBytes + 1}", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, pool.RentedBytes);
    }

    [Fact]
    public void Threads_may_rent_and_return_at_the_same_time()
    {
        BufferPool pool = new();
        int errors = 0;
        Thread[] threads = [.. Enumerable.Range(1, 4).Select(mark => new Thread(() => Use(pool, (byte)mark, ref errors)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(0, errors);
        Assert.Equal(0, pool.RentedBytes);
    }

    private static void Use(BufferPool pool, byte mark, ref int errors)
    {
        for (int i = 0; i < 3000; i++)
        {
            using PinnedBuffer buffer = pool.Rent(100 + (i % 5 * 300));
            buffer.AsSpan<byte>().Fill(mark);
            Thread.Yield();
            if (buffer.AsSpan<byte>().IndexOfAnyExcept(mark) >= 0)
            {
                Interlocked.Increment(ref errors);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForgetOne(BufferPool pool, int bytes, bool withSpans)
    {
        PinnedBuffer buffer = pool.Rent(bytes);
        if (withSpans)
        {
            buffer.AsSpan<byte>()[0] = 1;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DisposeWithSpans(BufferPool pool)
    {
        for (int i = 0; i < 10; i++)
        {
            using PinnedBuffer buffer = pool.Rent(1000);
            buffer.AsSpan<byte>().Fill(1);
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static void Overwrite(BufferPool pool)
    {
        for (int i = 0; i < 5; i++)
        {
            PinnedBuffer other = pool.Rent(3000);
            other.AsSpan<byte>().Fill(9);
            GC.KeepAlive(other);
        }
    }

    [Fact]
    public void Where_memory_is_short_waiting_blocks_of_other_sizes_make_room()
    {
        if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > ShortMemory)
        {
            ChildTest.Run(typeof(BufferPoolTests), nameof(Where_memory_is_short_waiting_blocks_of_other_sizes_make_room), ("DOTNET_GCHeapHardLimit", ShortMemory.ToString("x", CultureInfo.InvariantCulture)));
            return;
        }

        BufferPool pool = new();
        foreach (int mebibytes in (int[])[60, 90, 120, 180])
        {
            pool.Rent(mebibytes << 20).Dispose();
        }

        Assert.InRange(pool.RetainedBytes, 180 << 20, ShortMemory);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForgetPool() => Forget(new BufferPool(), withSpans: true);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(BufferPool pool, bool withSpans)
    {
        List<PinnedBuffer> returned = [.. Enumerable.Range(0, 3).Select(_ => pool.Rent(1000))];
        returned.ForEach(buffer => buffer.Dispose());
        for (int i = 0; i < 30; i++)
        {
            ForgetOne(pool, 1000, withSpans);
        }
    }
}
