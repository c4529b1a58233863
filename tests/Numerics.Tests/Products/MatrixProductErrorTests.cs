using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class MatrixProductErrorTests
{
    private static string ErrorOf(int m, int n, int k, int a, int b, int c, bool transposeA = false, bool transposeB = false)
        => Assert.Throws<ShapeException>(() => MatrixProduct.Multiply(
            WorkerTeam.Default, transposeA, transposeB, m, n, k, new float[a], new float[b], new float[c], accumulate: false)).Message;

    [Fact]
    public void A_left_operand_of_the_wrong_size_is_named_with_both_counts()
        => Assert.Equal("MatrixProduct: the left operand holds 7 numbers, but [2, 4] has 8.", ErrorOf(2, 3, 4, a: 7, b: 12, c: 6));

    [Fact]
    public void A_transposed_operand_is_named_as_it_is_stored()
        => Assert.Equal("MatrixProduct: the right operand holds 11 numbers, but [3, 4] has 12.", ErrorOf(2, 3, 4, a: 8, b: 11, c: 6, transposeB: true));

    [Fact]
    public void A_result_of_the_wrong_size_is_named_with_both_counts()
        => Assert.Equal("MatrixProduct: the result holds 5 numbers, but [2, 3] has 6.", ErrorOf(2, 3, 4, a: 8, b: 12, c: 5));

    [Fact]
    public void A_negative_size_is_named()
        => Assert.Equal("MatrixProduct: the left operand cannot have -2 rows and 4 columns; sizes are at least 0.", ErrorOf(-2, 3, 4, a: 8, b: 12, c: 6));

    [Fact]
    public void Sizes_whose_product_exceeds_an_int_are_wrong_sizes()
        => Assert.Contains("4294967296", ErrorOf(65536, 1, 65536, a: 0, b: 65536, c: 65536), StringComparison.Ordinal);

    [Fact]
    public void A_result_that_overlaps_an_operand_is_refused()
    {
        float[] memory = new float[12];
        ArgumentException error = Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(
            WorkerTeam.Default, false, false, 2, 2, 2, memory.AsSpan(0, 4), memory.AsSpan(4, 4), memory.AsSpan(7, 4), accumulate: false));
        Assert.Contains("overlaps", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_team_is_required()
        => Assert.Throws<ArgumentNullException>(() => MatrixProduct.Multiply(null!, false, false, 1, 1, 1, new float[1], new float[1], new float[1], false));
}
