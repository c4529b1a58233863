using System.Runtime.InteropServices;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>One product with random operands, gaps between the rows and guard values around C.</summary>
internal sealed unsafe class ProductCase : IDisposable
{
    public const float Guard = 12345.5f;
    private const int GuardRows = 2;
    private readonly GuardedMemory _a;
    private readonly GuardedMemory _b;
    private readonly float[] _initial;

    public ProductCase(bool transposeA, bool transposeB, int m, int n, int k, int gap = 0, uint seed = 1)
    {
        (TransposeA, TransposeB, M, N, K) = (transposeA, transposeB, m, n, k);
        Lda = (transposeA ? m : k) + gap;
        Ldb = (transposeB ? k : n) + gap;
        Ldc = n + gap;
        _a = Operand(transposeA ? k : m, transposeA ? m : k, Lda, seed);
        _b = Operand(transposeB ? n : k, transposeB ? k : n, Ldb, seed + 1);
        _initial = new float[m * n];
        new RandomSequence(seed, 2).FillUniform(_initial, -1, 1);
    }

    public bool TransposeA { get; }

    public bool TransposeB { get; }

    public int M { get; }

    public int N { get; }

    public int K { get; }

    public int Lda { get; }

    public int Ldb { get; }

    public int Ldc { get; }

    public override string ToString() => $"{(TransposeA ? "T" : "N")}{(TransposeB ? "T" : "N")} {M}x{N}x{K} lda {Lda} ldb {Ldb} ldc {Ldc}";

    /// <summary>The product as <see cref="MatrixProduct"/> gives it, without gaps. Fails when a value outside C changes.</summary>
    public float[] Run(WorkerTeam? team, bool accumulate) => Run(
        accumulate,
        operands =>
        {
            if (team is null)
            {
                MatrixProduct.MultiplySerial(
                    TransposeA, TransposeB, M, N, K, operands.A, Lda, operands.B, Ldb, operands.C, Ldc, accumulate);
            }
            else
            {
                MatrixProduct.Multiply(
                    team, TransposeA, TransposeB, M, N, K, operands.A, Lda, operands.B, Ldb, operands.C, Ldc, accumulate);
            }
        });

    public float[] Run(bool accumulate, Action<ProductOperands> multiply)
    {
        int size = ((M + (2 * GuardRows)) * Ldc) + 64;
        float[] memory = new float[size];
        Array.Fill(memory, Guard);
        int start = GuardRows * Ldc;
        for (int i = 0; i < M; i++)
        {
            _initial.AsSpan(i * N, N).CopyTo(memory.AsSpan(start + (i * Ldc)));
        }

        fixed (float* c = memory)
        {
            multiply(new ProductOperands(TransposeA, TransposeB, M, N, K, _a.Start, Lda, _b.Start, Ldb, c + start, Ldc, accumulate));
        }

        float[] result = new float[M * N];
        for (int i = 0; i < M; i++)
        {
            Span<float> row = memory.AsSpan(start + (i * Ldc), N);
            row.CopyTo(result.AsSpan(i * N));
            row.Fill(Guard);
        }

        Assert.True(memory.AsSpan().IndexOfAnyExcept(Guard) < 0, $"{this}: a value outside C changed.");
        return result;
    }

    /// <summary>The worst error of a result in units of <c>2^-23 · Σ|a·b|</c>, against sums in double precision.</summary>
    public double WorstError(float[] result, bool accumulate)
    {
        double worst = 0;
        for (int i = 0; i < M; i++)
        {
            for (int j = 0; j < N; j++)
            {
                double sum = accumulate ? _initial[(i * N) + j] : 0;
                double size = Math.Abs(sum) + 1e-6;
                for (int p = 0; p < K; p++)
                {
                    float a = TransposeA ? _a.Start[(p * Lda) + i] : _a.Start[(i * Lda) + p];
                    float b = TransposeB ? _b.Start[(j * Ldb) + p] : _b.Start[(p * Ldb) + j];
                    sum += (double)a * b;
                    size += Math.Abs((double)a * b);
                }

                // A NaN from a gap must count as an error.
                double error = Math.Abs(result[(i * N) + j] - sum) / size * (1 << 23);
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
        GuardedMemory memory = new(count);
        Span<float> values = new(memory.Start, count);
        new RandomSequence(seed, 1).FillUniform(values, -1, 1);
        for (int i = 0; i + 1 < rows && count > 0; i++)
        {
            values.Slice((i * stride) + columns, stride - columns).Fill(float.NaN);
        }

        return memory;
    }

    internal static bool SameBits(float[] left, float[] right)
        => MemoryMarshal.Cast<float, int>(left.AsSpan()).SequenceEqual(MemoryMarshal.Cast<float, int>(right.AsSpan()));
}
