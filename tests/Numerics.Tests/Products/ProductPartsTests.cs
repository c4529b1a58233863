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
    [InlineData(100, 97, 5000)]
    [InlineData(60, 289, 5000)]
    public void Parts_cover_every_element_once(int m, int n, int k)
    {
        for (int mode = 0; mode < 4; mode++)
        {
            CheckCover(m, n, k, (mode & 1) != 0, (mode & 2) != 0);
        }
    }

    private static void CheckCover(int m, int n, int k, bool transposeA, bool transposeB)
    {
        CheckCover(m, n, new ProductParts(m, n, k, transposeA, transposeB));
    }

    private static void CheckCover(int m, int n, ProductParts parts)
    {
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

                // A single column or row may have an order of its own, so it must not come from cutting several.
                Assert.True(columns > 1 || n == 1);
                Assert.True(rows > 1 || m == 1);
                covered += (long)rows * columns;
            }
        }

        Assert.Equal((long)m * n, covered);
    }

    [Theory]
    [InlineData(769, 515)]
    [InlineData(2048, 2048)]
    [InlineData(1024, 1060)]
    public void Parts_of_a_packed_product_cover_every_element_once(int m, int n)
    {
        ProductParts blocks = ProductParts.Blocks(m, n, maxRows: 128, minColumns: 512, wanted: 32);
        CheckCover(m, n, blocks);
        Assert.InRange(blocks.Part(0).Rows, 64, 128);
        CheckCover(m, n, ProductParts.Panels(m, n));
    }

    [Fact]
    public void Two_threads_take_larger_parts_and_cover_every_element_once()
    {
        ProductParts parts = new(64, 3136, 576, false, false, threads: 2);
        Assert.InRange(parts.Count, 4, 8);
        CheckCover(64, 3136, parts);
        Assert.Equal(32, new ProductParts(64, 3136, 576, false, false, threads: 16).Count);
    }

    [Fact]
    public void Small_products_stay_whole_and_large_ones_feed_many_threads()
    {
        Assert.Equal(1, new ProductParts(20, 20, 20, false, false).Count);
        Assert.InRange(new ProductParts(512, 512, 512, false, true).Count, 16, 64);
        Assert.InRange(new ProductParts(2048, 2048, 2048, false, false).Count, 32, 512);
    }
}
