using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>One product with random operands, gaps between the rows and guard values around C.</summary>
internal sealed unsafe class ProductCase<TNumber> : IDisposable
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    public static readonly TNumber Guard = TNumber.CreateChecked(12345.5);
    private const int GuardRows = 2;
    private readonly GuardedMemory _a;
    private readonly GuardedMemory _b;
    private readonly TNumber[] _initial;

    public ProductCase(bool transposeA, bool transposeB, int m, int n, int k, int gap = 0, uint seed = 1)
    {
        (TransposeA, TransposeB, M, N, K) = (transposeA, transposeB, m, n, k);
        Lda = (transposeA ? m : k) + gap;
        Ldb = (transposeB ? k : n) + gap;
        Ldc = n + gap;
        _a = Operand(transposeA ? k : m, transposeA ? m : k, Lda, seed);
        _b = Operand(transposeB ? n : k, transposeB ? k : n, Ldb, seed + 1);
        _initial = new TNumber[m * n];
        Fill(_initial, new RandomSequence(seed, 2));
    }

    public bool TransposeA { get; }

    public bool TransposeB { get; }

    public int M { get; }

    public int N { get; }

    public int K { get; }

    public int Lda { get; }

    public int Ldb { get; }

    public int Ldc { get; }

    private TNumber* Left => (TNumber*)_a.Start;

    private TNumber* Right => (TNumber*)_b.Start;

    public override string ToString() => $"{(TransposeA ? "T" : "N")}{(TransposeB ? "T" : "N")} {M}x{N}x{K} lda {Lda} ldb {Ldb} ldc {Ldc}";

    /// <summary>The product as <see cref="MatrixProduct"/> gives it, without gaps. Fails when a value outside C changes.</summary>
    public TNumber[] Run(WorkerTeam? team, bool accumulate) => Run(accumulate, operands => Multiply(team, operands));

    /// <summary>Calls <see cref="MatrixProduct"/> on a team, or on this thread alone.</summary>
    public static void Multiply(WorkerTeam? team, in ProductOperands<TNumber> o)
    {
        int lda = (int)o.Lda, ldb = (int)o.Ldb, ldc = (int)o.Ldc;
        if (typeof(TNumber) == typeof(float))
        {
            float* a = (float*)o.A, b = (float*)o.B, c = (float*)o.C, bias = (float*)o.Bias;
            if (team is null)
            {
                MatrixProduct.MultiplySerial(o.TransposeA, o.TransposeB, o.M, o.N, o.K, a, lda, b, ldb, c, ldc, o.Accumulate, bias);
            }
            else
            {
                MatrixProduct.Multiply(team, o.TransposeA, o.TransposeB, o.M, o.N, o.K, a, lda, b, ldb, c, ldc, o.Accumulate, bias);
            }
        }
        else
        {
            double* a = (double*)o.A, b = (double*)o.B, c = (double*)o.C, bias = (double*)o.Bias;
            if (team is null)
            {
                MatrixProduct.MultiplySerial(o.TransposeA, o.TransposeB, o.M, o.N, o.K, a, lda, b, ldb, c, ldc, o.Accumulate, bias);
            }
            else
            {
                MatrixProduct.Multiply(team, o.TransposeA, o.TransposeB, o.M, o.N, o.K, a, lda, b, ldb, c, ldc, o.Accumulate, bias);
            }
        }
    }

    public TNumber[] Run(bool accumulate, Action<ProductOperands<TNumber>> multiply)
    {
        int size = ((M + (2 * GuardRows)) * Ldc) + 64;
        TNumber[] memory = new TNumber[size];
        Array.Fill(memory, Guard);
        int start = GuardRows * Ldc;
        for (int i = 0; i < M; i++)
        {
            _initial.AsSpan(i * N, N).CopyTo(memory.AsSpan(start + (i * Ldc)));
        }

        fixed (TNumber* c = memory)
        {
            multiply(new ProductOperands<TNumber>(TransposeA, TransposeB, M, N, K, Left, Lda, Right, Ldb, c + start, Ldc, accumulate));
        }

        TNumber[] result = new TNumber[M * N];
        for (int i = 0; i < M; i++)
        {
            Span<TNumber> row = memory.AsSpan(start + (i * Ldc), N);
            row.CopyTo(result.AsSpan(i * N));
            row.Fill(Guard);
        }

        Assert.True(memory.AsSpan().IndexOfAnyExcept(Guard) < 0, $"{this}: a value outside C changed.");
        return result;
    }

    /// <summary>The worst error of a result in units of the last place of <c>Σ|a·b|</c>, against sums of twice the digits of a double.</summary>
    public double WorstError(TNumber[] result, bool accumulate)
    {
        double unit = typeof(TNumber) == typeof(float) ? 1 << 23 : 1L << 52;
        double worst = 0;
        for (int i = 0; i < M; i++)
        {
            for (int j = 0; j < N; j++)
            {
                double high = accumulate ? double.CreateChecked(_initial[(i * N) + j]) : 0;
                double low = 0;
                double size = Math.Abs(high) + 1e-6;
                for (int p = 0; p < K; p++)
                {
                    double a = double.CreateChecked(TransposeA ? Left[(p * Lda) + i] : Left[(i * Lda) + p]);
                    double b = double.CreateChecked(TransposeB ? Right[(j * Ldb) + p] : Right[(p * Ldb) + j]);

                    // Dekker's product and Knuth's sum: what rounding takes away is added up beside.
                    double product = a * b;
                    double sum = high + product;
                    double part = sum - high;
                    low += Math.FusedMultiplyAdd(a, b, -product) + ((high - (sum - part)) + (product - part));
                    high = sum;
                    size += Math.Abs(product);
                }

                // A NaN from a gap must count as an error.
                double error = Math.Abs((double.CreateChecked(result[(i * N) + j]) - high) - low) / size * unit;
                worst = double.IsNaN(error) ? double.PositiveInfinity : Math.Max(worst, error);
            }
        }

        return worst;
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }

    // Row-major numbers in [-1, 1) with NaN in the gaps; the last row ends where readable memory ends.
    private static GuardedMemory Operand(int rows, int columns, int stride, uint seed)
    {
        int count = rows == 0 || columns == 0 ? 0 : ((rows - 1) * stride) + columns;
        GuardedMemory memory = new(count * sizeof(TNumber));
        Span<TNumber> values = new(memory.Start, count);
        Fill(values, new RandomSequence(seed, 1));
        for (int i = 0; i + 1 < rows && count > 0; i++)
        {
            values.Slice((i * stride) + columns, stride - columns).Fill(TNumber.NaN);
        }

        return memory;
    }

    private static void Fill(Span<TNumber> values, RandomSequence random)
    {
        // Two floats give a double all its digits.
        float[] parts = new float[2 * values.Length];
        random.FillUniform(parts, -1, 1);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = TNumber.CreateChecked(parts[2 * i] + (parts[(2 * i) + 1] * (1.0 / (1 << 25))));
        }
    }

    internal static bool SameBits(TNumber[] left, TNumber[] right)
        => MemoryMarshal.AsBytes(left.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(right.AsSpan()));
}
