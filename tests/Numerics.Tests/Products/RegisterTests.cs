using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Every instruction set's path against the one of single numbers.</summary>
public sealed class RegisterTests
{
    private static readonly (int M, int N, int K)[] s_products =
        [(1, 1, 1), (2, 3, 4), (6, 16, 5), (7, 17, 8), (13, 9, 33), (14, 32, 16), (15, 31, 17), (29, 65, 40), (100, 10, 64), (5, 1, 37), (9, 70, 515),
            (9, 1, 2100), (1, 1, 50), (1, 67, 531), (1, 2100, 9), (64, 64, 64), (14, 33, 20)];

    [Fact]
    public void Registers_of_512_bits_give_the_bits_of_single_numbers()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        Compare<Register512, Vector512<float>>();
    }

    [Fact]
    public void Registers_of_256_bits_give_the_bits_of_single_numbers()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        Compare<Register256, Vector256<float>>();
    }

    [Fact]
    public void Registers_of_128_bits_give_the_bits_of_single_numbers() => Compare<Register128, Vector128<float>>();

    private static void Compare<TRegister, TVector>()
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        foreach ((int m, int n, int k) in s_products)
        {
            for (int mode = 0; mode < 8; mode++)
            {
                using ProductCase product = new((mode & 1) != 0, (mode & 2) != 0, m, n, k, gap: mode >> 2, seed: (uint)mode);
                bool accumulate = mode % 3 == 0;
                float[] expected = product.Run(accumulate, operands => BlockedProduct<Register32, float>.Run(operands));
                float[] actual = product.Run(accumulate, operands => BlockedProduct<TRegister, TVector>.Run(operands));
                Assert.True(ProductCase.SameBits(expected, actual), product.ToString());
            }
        }
    }
}
