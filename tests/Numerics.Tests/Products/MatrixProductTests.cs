using System.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class MatrixProductTests
{
    private static readonly int[] s_sizes = [0, 1, 2, 3, 5, 7, 13, 14, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 257];

    public static TheoryData<bool, bool, bool> Modes => new MatrixTheoryData<bool, bool, bool>([false, true], [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Equals_exact_sums_and_leaves_everything_around_C_alone(bool transposeA, bool transposeB, bool accumulate)
        => CompareWithExactSums<float>(transposeA, transposeB, accumulate);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Equals_exact_sums_in_double_precision_too(bool transposeA, bool transposeB, bool accumulate)
        => CompareWithExactSums<double>(transposeA, transposeB, accumulate);

    private static void CompareWithExactSums<TNumber>(bool transposeA, bool transposeB, bool accumulate)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        using WorkerTeam team = new(2, pin: false);
        RandomSequence random = new(7, (transposeA ? 1u : 0) + (transposeB ? 2u : 0) + (accumulate ? 4u : 0));
        for (int trial = 0; trial < 120; trial++)
        {
            int m = s_sizes[random.Integer(4 * trial, s_sizes.Length)];
            int n = s_sizes[random.Integer((4 * trial) + 1, s_sizes.Length)];
            int k = s_sizes[random.Integer((4 * trial) + 2, s_sizes.Length)];
            int gap = random.Integer((4 * trial) + 3, 2) * 3;
            using ProductCase<TNumber> product = new(transposeA, transposeB, m, n, k, gap, (uint)trial);

            // Rounding once per term, errors grow with the number of terms at worst; 2 + k/8 is far below a wrong term.
            Assert.InRange(product.WorstError(product.Run(team, accumulate), accumulate), 0, 2 + (k / 8.0));
        }
    }

    [Theory]
    [InlineData(3, 5, 641)]
    [InlineData(14, 32, 1024)]
    [InlineData(5, 1, 1500)]
    [InlineData(6, 1, 5000)]
    [InlineData(1, 70, 1500)]
    [InlineData(1, 2100, 90)]
    [InlineData(253, 33, 700)]
    [InlineData(600, 40, 70)]
    [InlineData(30, 1010, 150)]
    public void Sums_longer_and_matrices_higher_than_a_block_are_complete(int m, int n, int k)
    {
        foreach ((bool transposeA, bool transposeB) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            using ProductCase<float> single = new(transposeA, transposeB, m, n, k, gap: 1);
            Assert.InRange(single.WorstError(single.Run(team: null, accumulate: false), accumulate: false), 0, 20);
            Assert.InRange(single.WorstError(single.Run(team: null, accumulate: true), accumulate: true), 0, 20);
            using ProductCase<double> twice = new(transposeA, transposeB, m, n, k, gap: 1);
            Assert.InRange(twice.WorstError(twice.Run(team: null, accumulate: true), accumulate: true), 0, 20);
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(100, 130, 300)]
    [InlineData(64, 10, 512)]
    [InlineData(257, 257, 100)]
    [InlineData(1, 700, 400)]
    [InlineData(900, 1, 600)]
    [InlineData(130, 1024, 150)]
    public void The_bits_do_not_depend_on_the_number_of_threads(int m, int n, int k)
    {
        CompareThreads<float>(m, n, k);
        CompareThreads<double>(m, n, k);
    }

    private static void CompareThreads<TNumber>(int m, int n, int k)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        using WorkerTeam one = new(1);
        using WorkerTeam two = new(2, pin: false);
        using WorkerTeam three = new(3, pin: false);
        for (int mode = 0; mode < 4; mode++)
        {
            using ProductCase<TNumber> product = new((mode & 1) != 0, (mode & 2) != 0, m, n, k);
            TNumber[] expected = product.Run(one, accumulate: true);
            Assert.True(ProductCase<TNumber>.SameBits(expected, product.Run(two, accumulate: true)), product.ToString());
            Assert.True(ProductCase<TNumber>.SameBits(expected, product.Run(three, accumulate: true)), product.ToString());
            Assert.True(ProductCase<TNumber>.SameBits(expected, product.Run(team: null, accumulate: true)), product.ToString());
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public unsafe void An_element_has_the_same_bits_whatever_rows_and_columns_surround_it(bool transposeA, bool transposeB)
    {
        const int M = 45, N = 67, K = 661;
        using ProductCase<float> product = new(transposeA, transposeB, M, N, K, gap: 2);
        float[] whole = product.Run(team: null, accumulate: true);
        RandomSequence random = new(3, 3);
        for (int trial = 0; trial < 200; trial++)
        {
            int row = random.Integer(4 * trial, M);
            int column = random.Integer((4 * trial) + 1, N);
            int rows = 1 + random.Integer((4 * trial) + 2, M - row);
            int columns = trial % 3 == 0 ? 1 : 1 + random.Integer((4 * trial) + 3, N - column);

            // A result of one column or one row may have an order of its own.
            if (columns == 1 && !transposeA)
            {
                column = Math.Min(column, N - 2);
                columns = 2;
            }

            if (rows == 1 && transposeB)
            {
                row = Math.Min(row, M - 2);
                rows = 2;
            }

            float[] mixed = product.Run(accumulate: true, operands => ProductCase<float>.Multiply(team: null, operands.Block(row, rows, column, columns)));
            for (int i = row; i < row + rows; i++)
            {
                Assert.True(ProductCase<float>.SameBits(whole[((i * N) + column)..((i * N) + column + columns)], mixed[((i * N) + column)..((i * N) + column + columns)]));
            }
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_column_without_gaps_has_the_bits_of_the_same_column_in_a_wider_result(bool transposeA, bool transposeB)
    {
        using ProductCase<float> narrow = new(transposeA, transposeB, 41, 1, 600);
        using ProductCase<float> gapped = new(transposeA, transposeB, 41, 1, 600, gap: 0);
        float[] dense = narrow.Run(team: null, accumulate: false);
        float[] apart = gapped.Run(accumulate: false, operands => RunWithGaps(operands));
        Assert.True(ProductCase<float>.SameBits(dense, apart));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void An_element_of_a_column_has_the_same_bits_whatever_rows_surround_it(bool transposeA, bool transposeB)
    {
        const int M = 45, K = 2531;
        using ProductCase<float> product = new(transposeA, transposeB, M, 1, K, gap: 2);
        float[] whole = product.Run(team: null, accumulate: true);
        for (int row = 0; row < M; row++)
        {
            int rows = 1 + (row % Math.Min(7, M - row));
            float[] mixed = product.Run(accumulate: true, operands => ProductCase<float>.Multiply(team: null, operands.Block(row, rows, 0, 1)));
            Assert.True(ProductCase<float>.SameBits(whole[row..(row + rows)], mixed[row..(row + rows)]));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_times_a_transposed_matrix_has_the_bits_of_the_matrix_times_a_column(bool transposeA)
    {
        const int N = 45, K = 2531;
        using ProductCase<float> product = new(transposeA, transposeB: true, 1, N, K, gap: 2);
        float[] row = product.Run(team: null, accumulate: true);
        float[] column = product.Run(accumulate: true, o => ProductCase<float>.Multiply(team: null, o.AsColumn()));
        Assert.True(ProductCase<float>.SameBits(row, column));
        for (int first = 0; first < N; first++)
        {
            int columns = 1 + (first % Math.Min(7, N - first));
            float[] mixed = product.Run(accumulate: true, o => ProductCase<float>.Multiply(team: null, o.Block(0, 1, first, columns)));
            Assert.True(columns == 1 || ProductCase<float>.SameBits(row[first..(first + columns)], mixed[first..(first + columns)]));
        }
    }

    [Fact]
    public void Without_terms_the_product_is_zero_and_an_accumulated_C_stays()
    {
        float[] c = [1, 2, 3, 4, 5, 6];
        MatrixProduct.Multiply(WorkerTeam.Default, false, false, 2, 3, 0, [], [], c, accumulate: true);
        Assert.Equal([1, 2, 3, 4, 5, 6], c);
        MatrixProduct.Multiply(WorkerTeam.Default, false, false, 2, 3, 0, [], [], c, accumulate: false);
        Assert.Equal([0, 0, 0, 0, 0, 0], c);
    }

    [Fact]
    public void Infinities_and_NaN_reach_exactly_the_elements_that_contain_them()
    {
        const int M = 15, N = 35, K = 20;
        float[] a = new float[M * K];
        float[] b = new float[K * N];
        Array.Fill(a, 1);
        Array.Fill(b, 1);
        a[(3 * K) + 4] = float.NaN;
        b[(2 * N) + 34] = float.PositiveInfinity;
        float[] c = new float[M * N];
        MatrixProduct.Multiply(WorkerTeam.Default, false, false, M, N, K, a, b, c, accumulate: false);
        for (int i = 0; i < M; i++)
        {
            for (int j = 0; j < N; j++)
            {
                float expected = i == 3 ? float.NaN : j == 34 ? float.PositiveInfinity : K;
                Assert.Equal(expected, c[(i * N) + j]);
            }
        }
    }

    [Fact]
    public unsafe void After_the_first_product_nothing_is_allocated()
    {
        using WorkerTeam team = new(2, pin: false);
        using PinnedBuffer memory = new BufferPool().Rent(3 * 256 * 256 * sizeof(float));
        memory.AsSpan<float>().Clear();
        float* a = (float*)memory.Address;
        Multiply(2);

        Assert.Equal(0, Allocations.By(() => Multiply(10)));

        void Multiply(int times)
        {
            for (int i = 0; i < times; i++)
            {
                MatrixProduct.Multiply(team, false, false, 256, 256, 256, a, 256, a + 65536, 256, a + 131072, 256, accumulate: false);
                MatrixProduct.MultiplyBatch(team, 9, false, true, 50, 60, 70, a, 70, 3500, a + 65536, 70, 0, a + 131072, 60, 3000, accumulate: false);
                MatrixProduct.MultiplyThen(
                    default(Halve), team, false, false, 100, 200, 100, a, 100, a + 65536, 200, a + 131072, 200, accumulate: false, bias: a);
                MatrixProduct.Multiply(
                    team, false, true, 100, 150, 100, (double*)a, 100, (double*)(a + 65536), 100, (double*)(a + 131072), 150, accumulate: false);
                MatrixProduct.MultiplySerial(true, true, 30, 40, 50, a, 50, a + 65536, 50, a + 131072, 40, accumulate: true);
                MatrixProduct.MultiplySerial(false, false, 30, 1, 50, a, 50, a + 65536, 50, a + 131072, 1, accumulate: true);
            }
        }
    }

    private static unsafe void RunWithGaps(ProductOperands<float> operands)
    {
        // The same column written with a distance of 2 takes the path of several columns.
        float[] wide = new float[2 * operands.M];
        fixed (float* c = wide)
        {
            MatrixProduct.MultiplySerial(
                operands.TransposeA, operands.TransposeB, operands.M, 1, operands.K,
                operands.A, (int)operands.Lda, operands.B, (int)operands.Ldb, c, 2, accumulate: false);
            for (int i = 0; i < operands.M; i++)
            {
                operands.C[i * operands.Ldc] = c[2 * i];
            }
        }
    }
}
