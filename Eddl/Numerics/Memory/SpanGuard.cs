using System.Diagnostics.CodeAnalysis;
using System.Runtime;

namespace DeepHealth.Numerics;

/// <summary>Gives a block back to its pool when nothing leads to it any more, spans included, which the collector alone can see.</summary>
/// <remarks>The handle ties the guard to the block: while a buffer, a span or a reference leads to the block the guard lives, and when none does
/// its finalizer runs. Blocks are old objects, so only a collection of all objects finds that out.</remarks>
internal sealed class SpanGuard
{
    private readonly BufferPool _pool;
    private byte[]? _block;
    private DependentHandle _life;

    public SpanGuard(BufferPool pool, byte[] block)
    {
        _pool = pool;
        _life = new DependentHandle(block, this);

        // Last: a guard without its handle must not give anything back.
        _block = block;
        pool.NoteGuarded(block.Length);
    }

    /// <summary>Returns the block.</summary>
    ~SpanGuard()
    {
        if (Take() is { } block)
        {
            _pool.Return(block);
        }
    }

    /// <summary>Ends the guard before its time.</summary>
    /// <returns>Whether the block is the caller's to return.</returns>
    [SuppressMessage("Usage", "CA1816:Dispose methods should call SuppressFinalize", Justification = "This is what disposes of a guard; the result says who won.")]
    public bool TryCancel()
    {
        GC.SuppressFinalize(this);
        return Take() is not null;
    }

    private byte[]? Take()
    {
        byte[]? block = Interlocked.Exchange(ref _block, null);
        if (block is not null)
        {
            _life.Dispose();
            _pool.NoteGuarded(-block.Length);
        }

        return block;
    }
}
