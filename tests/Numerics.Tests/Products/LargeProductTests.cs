using System.Numerics;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Products whose parts share a packed B, and those whose few terms are packed at once.</summary>
public sealed class LargeProductTests
{
    [Theory]
    [InlineData(768, 513, 700, true)]
    [InlineData(770, 2081, 256, true)]
    [InlineData(772, 2300, 1400, false)]
    public void A_large_product_has_the_bits_of_its_blocks(int m, int n, int k, bool transposeB)
    {
        CompareWithBlocks<float>(m, n, k, transposeB);
        CompareWithBlocks<double>(m, n, k, transposeB);
    }

    [Theory]
    [InlineData(30, 1024, 10)]
    [InlineData(58, 2048, 16)]
    [InlineData(11, 5120, 3)]
    public void A_product_of_few_terms_is_that_of_its_rows_wherever_they_lie(int m, int n, int k)
    {
        for (int mode = 0; mode < 8; mode++)
        {
            bool transposeA = (mode & 1) != 0, transposeB = (mode & 2) != 0, accumulate = (mode & 4) != 0;
            using ProductCase<float> aligned = new(transposeA, transposeB, m, n, k);
            float[] expected = aligned.Run(accumulate, o => Blocks(o, rows: 7, columns: 300));
            Assert.True(ProductCase<float>.SameBits(expected, aligned.Run(team: null, accumulate)), aligned.ToString());
        }
    }

    private static void CompareWithBlocks<TNumber>(int m, int n, int k, bool transposeB)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        using WorkerTeam team = new(2, pin: false);
        for (int mode = 0; mode < 2; mode++)
        {
            bool accumulate = mode == 1;
            using ProductCase<TNumber> product = new(transposeA: mode == 1, transposeB, m, n, k, gap: mode);
            product.Run(accumulate, o => Assert.True(LargeProduct.Suits(o)));
            TNumber[] expected = product.Run(accumulate, o => Blocks(o, rows: 100, columns: 400));
            Assert.True(ProductCase<TNumber>.SameBits(expected, product.Run(team: null, accumulate)), product.ToString());
            Assert.True(ProductCase<TNumber>.SameBits(expected, product.Run(team, accumulate)), product.ToString());
        }
    }

    // The same product, small block by small block.
    private static void Blocks<TNumber>(ProductOperands<TNumber> operands, int rows, int columns)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        for (int row = 0; row < operands.M; row += rows)
        {
            for (int column = 0; column < operands.N; column += columns)
            {
                ProductOperands<TNumber> block = operands.Block(
                    row, Math.Min(rows, operands.M - row), column, Math.Min(columns, operands.N - column));
                Assert.True(block is { M: > 1, N: > 1 }, "A block of one row or column may have an order of its own.");
                Assert.False(LargeProduct.Suits(block));
                ProductCase<TNumber>.Multiply(team: null, block);
            }
        }
    }
}
