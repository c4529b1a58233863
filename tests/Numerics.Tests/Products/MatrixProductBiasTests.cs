using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class MatrixProductBiasTests
{
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 7 }, { 40, 1, 30 }, { 1, 70, 900 }, { 64, 10, 512 }, { 15, 33, 20 }, { 29, 64, 1100 }, { 70, 600, 90 }, { 130, 300, 700 }, { 3, 5, 0 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public unsafe void A_bias_has_the_bits_of_adding_it_to_the_finished_product(int m, int n, int k)
    {
        using WorkerTeam team = new(2, pin: false);
        using GuardedMemory memory = new(n * sizeof(float));
        float* bias = (float*)memory.Start;
        new RandomSequence(5, 9).FillUniform(new Span<float>(bias, n), -1, 1);
        for (int mode = 0; mode < 8; mode++)
        {
            bool accumulate = (mode & 4) != 0;
            using ProductCase<float> product = new((mode & 1) != 0, (mode & 2) != 0, m, n, k, gap: mode % 3);
            float[] expected = product.Run(team: null, accumulate);
            for (int i = 0; i < expected.Length; i++)
            {
                expected[i] += bias[i % n];
            }

            float[] serial = product.Run(accumulate, o => MatrixProduct.MultiplySerial(
                o.TransposeA, o.TransposeB, o.M, o.N, o.K, o.A, (int)o.Lda, o.B, (int)o.Ldb, o.C, (int)o.Ldc, accumulate, bias));
            float[] parallel = product.Run(accumulate, o => MatrixProduct.Multiply(
                team, o.TransposeA, o.TransposeB, o.M, o.N, o.K, o.A, (int)o.Lda, o.B, (int)o.Ldb, o.C, (int)o.Ldc, accumulate, bias));
            Assert.True(ProductCase<float>.SameBits(expected, serial), product.ToString());
            Assert.True(ProductCase<float>.SameBits(expected, parallel), product.ToString());
        }
    }
}
