using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class MatrixProductThenTests
{
    [Theory]
    [MemberData(nameof(MatrixProductBiasTests.Sizes), MemberType = typeof(MatrixProductBiasTests))]
    public unsafe void An_op_after_the_product_has_the_bits_of_applying_it_to_the_finished_one(int m, int n, int k)
    {
        using WorkerTeam team = new(2, pin: false);
        using GuardedMemory memory = new(n * sizeof(float));
        new RandomSequence(5, 9).FillUniform(new Span<float>(memory.Start, n), -1, 1);
        for (int mode = 0; mode < 16; mode++)
        {
            bool accumulate = (mode & 4) != 0;
            float* bias = (mode & 8) != 0 ? (float*)memory.Start : null;
            using ProductCase<float> product = new((mode & 1) != 0, (mode & 2) != 0, m, n, k, gap: mode % 3);
            float[] expected = product.Run(accumulate, o => MatrixProduct.MultiplySerial(
                o.TransposeA, o.TransposeB, o.M, o.N, o.K, o.A, (int)o.Lda, o.B, (int)o.Ldb, o.C, (int)o.Ldc, accumulate, bias));
            SpanLoops.Map(default(Halve), expected, expected);
            float[] actual = product.Run(accumulate, o => MatrixProduct.MultiplyThen(
                default(Halve), team, o.TransposeA, o.TransposeB, o.M, o.N, o.K, o.A, (int)o.Lda, o.B, (int)o.Ldb, o.C, (int)o.Ldc, accumulate, bias));
            Assert.True(ProductCase<float>.SameBits(expected, actual), product.ToString());
        }
    }
}
