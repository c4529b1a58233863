using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Every instruction set's path against the one of single numbers.</summary>
public sealed class RegisterTests
{
    private static readonly (int M, int N, int K)[] s_products =
        [(1, 1, 1), (2, 3, 4), (6, 16, 5), (7, 17, 8), (13, 9, 33), (14, 32, 16), (15, 31, 17), (29, 65, 40), (100, 10, 64), (5, 1, 37), (9, 70, 515),
            (9, 1, 2100), (1, 1, 50), (1, 67, 661), (1, 2100, 9), (64, 64, 64), (14, 33, 20), (40, 20, 10), (27, 19, 300),
            (20, 1024, 7)];

    [Fact]
    public void Registers_of_512_bits_give_the_bits_of_single_numbers()
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor or run has no AVX-512.");
        Compare<Register512, Vector512<float>, Register32, float>();
        Compare<DoubleRegister512, Vector512<double>, DoubleRegister64, double>();
    }

    [Fact]
    public void Registers_of_256_bits_give_the_bits_of_single_numbers()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "This processor or run has no AVX2 with FMA.");
        Compare<Register256, Vector256<float>, Register32, float>();
        Compare<DoubleRegister256, Vector256<double>, DoubleRegister64, double>();
    }

    [Fact]
    public void Registers_of_128_bits_give_the_bits_of_single_numbers()
    {
        Compare<Register128, Vector128<float>, Register32, float>();
        Compare<DoubleRegister128, Vector128<double>, DoubleRegister64, double>();
    }

    private static void Compare<TRegister, TVector, TSingle, TNumber>()
        where TRegister : struct, IProductRegister<TNumber, TVector>
        where TVector : struct
        where TSingle : struct, IProductRegister<TNumber, TNumber>
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        ProductThen.Nothing<TNumber> then = default;
        foreach ((int m, int n, int k) in s_products)
        {
            for (int mode = 0; mode < 8; mode++)
            {
                using ProductCase<TNumber> product = new((mode & 1) != 0, (mode & 2) != 0, m, n, k, gap: mode >> 2, seed: (uint)mode);
                bool accumulate = mode % 3 == 0;
                TNumber[] expected = product.Run(accumulate, operands => BlockedProduct<TSingle, TNumber, TNumber>.Run(operands, default, then));
                TNumber[] actual = product.Run(accumulate, operands => BlockedProduct<TRegister, TNumber, TVector>.Run(operands, default, then));
                Assert.True(ProductCase<TNumber>.SameBits(expected, actual), product.ToString());
                if (m > 1 && n > 1)
                {
                    TNumber[] stepped = product.Run(accumulate, operands => RunInSteps<TRegister, TVector, TNumber>(operands));
                    Assert.True(ProductCase<TNumber>.SameBits(expected, stepped), product.ToString());
                }
            }
        }
    }

    // The whole of B is packed for some terms, then all rows are multiplied with it.
    private static unsafe void RunInSteps<TRegister, TVector, TNumber>(in ProductOperands<TNumber> operands)
        where TRegister : struct, IProductRegister<TNumber, TVector>
        where TVector : struct
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        TNumber* panels = (TNumber*)ProductMemory.SharedOfThread;
        int depthBlock = ProductWorkspace<TNumber>.EvenBlock(operands.K, ProductWorkspace<TNumber>.MaxDepth);
        for (int first = 0; first < operands.K; first += depthBlock)
        {
            int depth = Math.Min(depthBlock, operands.K - first);
            BlockedProduct<TRegister, TNumber, TVector>.Run(
                operands, new ProductStep<TNumber>(panels, first, depth, isPacking: true), default(ProductThen.Nothing<TNumber>));
            BlockedProduct<TRegister, TNumber, TVector>.Run(
                operands, new ProductStep<TNumber>(panels, first, depth, isPacking: false), default(ProductThen.Nothing<TNumber>));
        }
    }
}
