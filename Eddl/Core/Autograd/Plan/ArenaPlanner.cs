using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Lays storages with known lifetimes into as little memory as it finds.</summary>
/// <remarks>Greedy by size: the largest first, each at the lowest offset where no storage lies that is in use at the same time
/// (Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference", 2020, section 5.1). Memory with a border of zeros is cleared
/// once and shared only among storages whose border is the same: then it stays zero without being written again.</remarks>
internal static class ArenaPlanner
{
    private sealed record Block(int Start, int End, int Size, List<Lifetime> Members)
    {
        public int Offset { get; set; }
    }

    /// <summary>Gives every storage a place.</summary>
    /// <param name="lifetimes">The storages.</param>
    /// <param name="share">Whether storages that are not in use at the same time share memory.</param>
    /// <returns>Bytes of the arena.</returns>
    public static long Place(IReadOnlyList<Lifetime> lifetimes, bool share)
    {
        List<Block> blocks = Blocks([.. lifetimes.Where(lifetime => ReferenceEquals(lifetime.Host, lifetime))], share);
        List<Block> waiting = [.. blocks.OrderByDescending(block => block.Size)];
        long total = 0;
        while (waiting.Count > 0)
        {
            // What does not fit into one buffer, which is at most 2 GiB, goes into the next.
            List<Block> left = [];
            List<Block> placed = [];
            long size = 0;
            foreach (Block block in waiting)
            {
                long offset = LowestOffset(placed, block);
                if (offset + block.Size > BufferPool.MaxBytes)
                {
                    left.Add(block);
                    continue;
                }

                block.Offset = (int)offset;
                placed.Add(block);
                size = Math.Max(size, offset + block.Size);
            }

            total += size;
            Commit(placed, BufferPool.Shared.Rent((int)size));
            waiting = left;
        }

        foreach (Lifetime lifetime in lifetimes)
        {
            if (!ReferenceEquals(lifetime.Host, lifetime))
            {
                lifetime.Storage.PlaceWith(lifetime.Host.Storage);
            }
        }

        return total;
    }

    // Storages with a border form blocks that live for ever; all others are blocks of their own.
    private static List<Block> Blocks(List<Lifetime> hosts, bool share)
    {
        List<Block> blocks = [];
        foreach (Lifetime lifetime in hosts.OrderBy(lifetime => lifetime.Start))
        {
            bool hasBorder = lifetime.Format is { IsDense: false };
            Block? home = share && hasBorder ? blocks.Find(block => block.Members[0].FitsOver(lifetime) && block.Members.TrueForAll(other => !other.Overlaps(lifetime))) : null;
            if (home is not null)
            {
                home.Members.Add(lifetime);
                continue;
            }

            bool forEver = hasBorder || !share;
            blocks.Add(new Block(
                forEver ? 0 : lifetime.Start, forEver ? int.MaxValue : lifetime.End, Aligned(lifetime.Storage.Size), [lifetime]));
        }

        return blocks;
    }

    private static long LowestOffset(List<Block> placed, Block block)
    {
        long offset = 0;
        foreach (Block other in placed.Where(other => other.Start <= block.End && block.Start <= other.End).OrderBy(other => other.Offset))
        {
            if (offset + block.Size <= other.Offset)
            {
                break;
            }

            offset = Math.Max(offset, (long)other.Offset + other.Size);
        }

        return offset;
    }

    private static void Commit(List<Block> blocks, PinnedBuffer buffer)
    {
        foreach (Block block in blocks)
        {
            if (block.Members[0].Format is not null)
            {
                buffer.AsSpan<byte>().Slice(block.Offset, block.Size).Clear();
            }

            foreach (Lifetime member in block.Members)
            {
                member.Storage.Place(buffer, block.Offset);
            }
        }
    }

    private static int Aligned(int size) => checked((int)(((long)size + BufferPool.Alignment - 1) / BufferPool.Alignment * BufferPool.Alignment));
}
