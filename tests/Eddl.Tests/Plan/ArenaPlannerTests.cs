using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class ArenaPlannerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Storages_in_use_at_the_same_time_never_overlap(bool share)
    {
        Random random = new(7);
        for (int round = 0; round < 50; round++)
        {
            List<Lifetime> lifetimes = [.. Enumerable.Range(0, 40).Select(_ => Create(random))];

            long size = ArenaPlanner.Place(lifetimes, share);

            Assert.True(size <= lifetimes.Sum(lifetime => lifetime.Storage.Size + 64L));
            foreach (Lifetime a in lifetimes)
            {
                foreach (Lifetime b in lifetimes.Where(b => !ReferenceEquals(a, b) && (!share || a.Overlaps(b))))
                {
                    Assert.True(
                        a.Storage.Address + a.Storage.Size <= b.Storage.Address || b.Storage.Address + b.Storage.Size <= a.Storage.Address,
                        $"Round {round}: [{a.Start}, {a.End}] and [{b.Start}, {b.End}] lie over each other.");
                }
            }
        }
    }

    [Fact]
    public void A_chain_needs_room_for_two_links_only()
    {
        List<Lifetime> chain = [.. Enumerable.Range(0, 10).Select(i => Create(1024, null, i, i + 1))];

        Assert.Equal(2 * 4096, ArenaPlanner.Place(chain, share: true));
    }

    [Fact]
    public void Borders_are_zero_and_shared_only_with_borders_of_the_same_shape()
    {
        ChannelsLast narrow = new([2, 3, 4, 5], default, new(1, 1), new(1, 1));
        ChannelsLast wide = new([2, 3, 4, 5], default, new(2, 1), new(1, 2));
        Lifetime[] lifetimes = [Create(narrow.Count, narrow, 0, 1), Create(narrow.Count, narrow, 2, 3), Create(wide.Count, wide, 4, 5), Create(10, null, 6, 7)];

        ArenaPlanner.Place(lifetimes, share: true);

        Assert.Equal(lifetimes[0].Storage.Address, lifetimes[1].Storage.Address);
        Assert.NotEqual(lifetimes[0].Storage.Address, lifetimes[2].Storage.Address);
        Assert.Equal(-1, lifetimes[0].Storage.AsSpan<float>().IndexOfAnyExcept(0));
        Assert.Equal(-1, lifetimes[2].Storage.AsSpan<float>().IndexOfAnyExcept(0));
        lifetimes[3].Storage.AsSpan<float>().Fill(float.NaN);
        Assert.Equal(-1, lifetimes[0].Storage.AsSpan<float>().IndexOfAnyExcept(0));
        Assert.Equal(-1, lifetimes[2].Storage.AsSpan<float>().IndexOfAnyExcept(0));
    }

    private static Lifetime Create(Random random)
    {
        int start = random.Next(30);
        int channels = random.Next(1, 4);
        ChannelsLast? format = random.Next(3) == 0 ? new ChannelsLast([2, channels, 5], default, default, new(random.Next(2), 1)) : null;
        return Create(format?.Count ?? random.Next(1, 500), format, start, start + random.Next(8));
    }

    private static Lifetime Create(int count, ChannelsLast? format, int start, int end)
    {
        using Recorder recorder = Recorder.Capture(defer: true);
        Storage storage = new(Device.Cpu, DType.Float32, count);
        storage.Await();
        Lifetime lifetime = new(storage, format);
        lifetime.Use(start);
        lifetime.Use(end);
        return lifetime;
    }
}
