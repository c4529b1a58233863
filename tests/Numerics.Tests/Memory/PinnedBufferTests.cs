using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class PinnedBufferTests
{
    [Fact]
    public void Every_address_is_a_multiple_of_64()
    {
        BufferPool pool = new();
        List<PinnedBuffer> buffers = [];
        for (int bytes = 0; bytes < 3000; bytes += 37)
        {
            buffers.Add(pool.Rent(bytes));
            Assert.Equal(0, buffers[^1].Address % BufferPool.Alignment);
        }

        buffers.ForEach(buffer => buffer.Dispose());
    }

    [Fact]
    public unsafe void Span_and_address_are_the_same_memory()
    {
        using PinnedBuffer buffer = new BufferPool().Rent(10 * sizeof(float));
        buffer.AsSpan<float>()[9] = 2.5f;
        Assert.Equal(2.5f, ((float*)buffer.Address)[9]);
        Assert.Equal(10, buffer.AsSpan<float>().Length);
        Assert.Equal(5, buffer.AsSpan<double>().Length);
    }

    [Fact]
    public unsafe void The_memory_does_not_move()
    {
        using PinnedBuffer buffer = new BufferPool().Rent(64);
        buffer.AsSpan<int>()[3] = 77;
        int* address = (int*)buffer.Address;
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        Assert.Equal(77, address[3]);
        address[3] = 78;
        Assert.Equal(78, buffer.AsSpan<int>()[3]);
    }

    [Fact]
    public void An_empty_buffer_is_allowed()
    {
        using PinnedBuffer buffer = new BufferPool().Rent(0);
        Assert.True(buffer.AsSpan<float>().IsEmpty);
    }

    [Fact]
    public void A_disposed_buffer_gives_no_span()
    {
        PinnedBuffer buffer = new BufferPool().Rent(64);
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.AsSpan<byte>().Length);
    }
}
