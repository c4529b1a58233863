using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Products with a right operand that was packed before against <see cref="MatrixProduct"/>.</summary>
public sealed unsafe class PackedOperandTests
{
    private static readonly (int M, int N, int K)[] s_products =
        [(1, 2, 1), (2, 3, 4), (6, 16, 5), (7, 17, 8), (13, 9, 33), (14, 32, 16), (15, 31, 17), (29, 65, 40), (8, 512, 128), (5, 33, 640), (9, 70, 645), (3, 40, 1030)];

    [Fact]
    public void The_bits_are_those_of_the_whole_product() => Compare((operand, transposed, operands) =>
    {
        operand.Pack(transposed, operands.B, operands.Ldb);
        operand.Multiply(operands.M, operands.A, operands.Lda, operands.C, operands.Ldc, operands.Accumulate);
    });

    [Fact]
    public void Every_register_gives_these_bits()
    {
        CompareWith<Register32, float>();
        CompareWith<Register128, Vector128<float>>();
        if (Fma.IsSupported && Avx2.IsSupported)
        {
            CompareWith<Register256, Vector256<float>>();
        }

        if (Vector512.IsHardwareAccelerated)
        {
            CompareWith<Register512, Vector512<float>>();
        }
    }

    private static void CompareWith<TRegister, TVector>()
        where TRegister : struct, IProductRegister<float, TVector>
        where TVector : struct
        => Compare((operand, transposed, operands) =>
        {
            using GuardedMemory packed = new((int)PackedOperand.Length(operands.N, operands.K) * sizeof(float));
            PackedProduct<TRegister, TVector>.Pack(transposed, operands.N, operands.K, operands.B, operands.Ldb, (float*)packed.Start);
            PackedProduct<TRegister, TVector>.Run(
                operands.M, operands.N, operands.K, operands.A, operands.Lda, (float*)packed.Start, operands.C, operands.Ldc, operands.Accumulate);
        });

    private static void Compare(Action<PackedOperand, bool, ProductOperands<float>> multiply)
    {
        foreach ((int m, int n, int k) in s_products)
        {
            for (int mode = 0; mode < 8; mode++)
            {
                bool transposed = (mode & 1) != 0;
                bool accumulate = (mode & 2) != 0;
                using ProductCase<float> product = new(transposeA: false, transposed, m, n, k, gap: mode >> 2, seed: (uint)mode);
                using GuardedMemory packed = new((int)PackedOperand.Length(n, k) * sizeof(float));
                PackedOperand operand = new(n, k, (float*)packed.Start);
                float[] expected = product.Run(team: null, accumulate);
                float[] actual = product.Run(accumulate, operands => multiply(operand, transposed, operands));
                Assert.True(ProductCase<float>.SameBits(expected, actual), product.ToString());
            }
        }
    }
}
