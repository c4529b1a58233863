using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class MatrixProductBatchTests
{
    [Theory]
    [InlineData(1, 5, 7, 9)]
    [InlineData(40, 12, 17, 33)]
    [InlineData(7, 1, 30, 20)]
    [InlineData(5, 30, 1, 20)]
    [InlineData(3, 150, 130, 90)]
    [InlineData(2, 4, 4, 0)]
    [InlineData(0, 4, 4, 4)]
    [InlineData(300, 8, 8, 8)]
    public unsafe void Each_product_has_the_bits_of_its_own_call(int batch, int m, int n, int k)
    {
        for (int mode = 0; mode < 8; mode++)
        {
            bool transposeA = (mode & 1) != 0, transposeB = (mode & 2) != 0, accumulate = (mode & 4) != 0;
            Compare<float>(batch, m, n, k, transposeA, transposeB, (team, a, b, c, shared) =>
            {
                fixed (float* pa = a, pb = b, pc = c)
                {
                    MatrixProduct.MultiplyBatch(
                        team, batch, transposeA, transposeB, m, n, k, pa, transposeA ? m : k, m * k, pb, transposeB ? k : n,
                        shared ? 0 : k * n, pc, n, m * n, accumulate);
                }
            }, (a, b, c, product, shared) =>
            {
                fixed (float* pa = a, pb = b, pc = c)
                {
                    MatrixProduct.MultiplySerial(
                        transposeA, transposeB, m, n, k, pa + (product * m * k), transposeA ? m : k, pb + (shared ? 0 : product * k * n),
                        transposeB ? k : n, pc + (product * m * n), n, accumulate);
                }
            });
            Compare<double>(batch, m, n, k, transposeA, transposeB, (team, a, b, c, shared) =>
            {
                fixed (double* pa = a, pb = b, pc = c)
                {
                    MatrixProduct.MultiplyBatch(
                        team, batch, transposeA, transposeB, m, n, k, pa, transposeA ? m : k, m * k, pb, transposeB ? k : n,
                        shared ? 0 : k * n, pc, n, m * n, accumulate);
                }
            }, (a, b, c, product, shared) =>
            {
                fixed (double* pa = a, pb = b, pc = c)
                {
                    MatrixProduct.MultiplySerial(
                        transposeA, transposeB, m, n, k, pa + (product * m * k), transposeA ? m : k, pb + (shared ? 0 : product * k * n),
                        transposeB ? k : n, pc + (product * m * n), n, accumulate);
                }
            });
        }
    }

    private static void Compare<TNumber>(
        int batch, int m, int n, int k, bool transposeA, bool transposeB,
        Action<WorkerTeam, TNumber[], TNumber[], TNumber[], bool> multiplyBatch, Action<TNumber[], TNumber[], TNumber[], int, bool> multiplyOne)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        foreach (bool shared in (bool[])[false, true])
        {
            TNumber[] a = Random<TNumber>(batch * m * k, 1), b = Random<TNumber>(Math.Max(1, batch) * k * n, 2), initial = Random<TNumber>(batch * m * n, 3);
            TNumber[] expected = (TNumber[])initial.Clone();
            for (int product = 0; product < batch; product++)
            {
                multiplyOne(a, b, expected, product, shared);
            }

            for (int threads = 1; threads <= 3; threads++)
            {
                using WorkerTeam team = new(threads, pin: false);
                TNumber[] actual = (TNumber[])initial.Clone();
                multiplyBatch(team, a, b, actual, shared);
                bool same = MemoryMarshal.AsBytes(expected.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(actual.AsSpan()));
                Assert.True(same, $"{typeof(TNumber).Name}, {threads} threads, transposed {transposeA}, {transposeB}, shared {shared}");
            }
        }
    }

    private static TNumber[] Random<TNumber>(int count, uint seed)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        float[] values = new float[count];
        new RandomSequence(seed, 4).FillUniform(values, -1, 1);
        return [.. values.Select(value => TNumber.CreateChecked(value))];
    }
}
