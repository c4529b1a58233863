using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class ProductPartsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(64, 10, 512)]
    [InlineData(100, 1024, 784)]
    [InlineData(1, 100_000, 500)]
    [InlineData(100_000, 1, 500)]
    [InlineData(2048, 2048, 2048)]
    [InlineData(57, 129, 10_000)]
    [InlineData(1, 2049, 10_000)]
    [InlineData(300, 1, 10_000)]
    public void Parts_cover_every_element_once(int m, int n, int k)
    {
        ProductParts parts = new(m, n, k);
        long covered = 0;
        HashSet<(int, int)> starts = [];
        for (int part = 0; part < parts.Count; part++)
        {
            (int row, int rows, int column, int columns) = parts.Part(part);
            Assert.InRange(row, 0, m - rows);
            Assert.InRange(column, 0, n - columns);
            if (rows > 0 && columns > 0)
            {
                Assert.True(starts.Add((row, column)));

                // A single column has an order of its own, so it must not come from cutting several.
                Assert.True(columns > 1 || n == 1);
                covered += (long)rows * columns;
            }
        }

        Assert.Equal((long)m * n, covered);
    }

    [Fact]
    public void Small_products_stay_whole_and_large_ones_feed_many_threads()
    {
        Assert.Equal(1, new ProductParts(20, 20, 20).Count);
        Assert.InRange(new ProductParts(512, 512, 512).Count, 16, 64);
        Assert.InRange(new ProductParts(2048, 2048, 2048).Count, 64, 512);
    }
}
