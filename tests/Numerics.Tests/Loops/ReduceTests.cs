using Xunit;

namespace DeepHealth.Numerics.Tests;

public unsafe class ReduceTests
{
    [Fact]
    public void Reduce_equals_the_plain_loop()
    {
        foreach (int n in LoopData.Sizes)
        {
            float[] x = LoopData.Numbers(n);
            Assert.Equal(x.Sum(v => (double)v * v), SpanLoops.Reduce(default(SumOfSquares), x), 1e-6 * (n + 1));
            Assert.Equal(n == 0 ? float.NegativeInfinity : x.Max(), SpanLoops.Reduce(default(Largest), x));
        }
    }

    [Fact]
    public void All_vector_types_give_the_same_bits()
    {
        foreach (int n in LoopData.Sizes)
        {
            float[] x = LoopData.Numbers(n);
            fixed (float* px = x)
            {
                var terms = new MappedTerms<SumOfSquares>(default, px, 0);
                float one = SpanLoops.ReduceRow<SumOfSquares, MappedTerms<SumOfSquares>, Scalar>(default, terms, 0, n);
                Assert.Equal(one, SpanLoops.ReduceRow<SumOfSquares, MappedTerms<SumOfSquares>, Lanes8>(default, terms, 0, n));
                Assert.Equal(one, SpanLoops.ReduceRow<SumOfSquares, MappedTerms<SumOfSquares>, Lanes16>(default, terms, 0, n));
                Assert.Equal(one, SpanLoops.Reduce(default(SumOfSquares), x));
            }
        }
    }

    [Fact]
    public void The_order_is_the_documented_tree()
    {
        // 4096 elements: 64 accumulators, halved until one is left.
        float[] x = LoopData.Numbers(4096);
        float[] lanes = new float[64];
        for (int i = 0; i < x.Length; i++)
        {
            lanes[i % 64] += x[i] * x[i];
        }

        for (int half = 32; half > 0; half /= 2)
        {
            for (int j = 0; j < half; j++)
            {
                lanes[j] += lanes[j + half];
            }
        }

        Assert.Equal(lanes[0], SpanLoops.Reduce(default(SumOfSquares), x));
    }

    [Fact]
    public void A_long_sum_stays_accurate()
    {
        float[] x = new float[10_000_000];
        Array.Fill(x, 0.1f);
        Assert.Equal(1e7 * 0.1f, SpanLoops.Reduce(default(Addition), x), 2.0);
    }

    [Fact]
    public void Rows_and_columns_equal_the_plain_loops()
    {
        foreach ((int rows, int columns) in LoopData.Matrices)
        {
            float[] x = LoopData.Numbers(rows * columns);
            float[] byRow = new float[rows];
            float[] byColumn = LoopData.Numbers(columns, 1);
            float[] before = [.. byColumn];
            SpanLoops.ReduceRows(default(SumOfSquares), x, byRow, rows, columns);
            SpanLoops.ReduceColumns(default(SumOfSquares), x, byColumn, rows, columns, accumulate: true);
            for (int r = 0; r < rows; r++)
            {
                Assert.Equal(SpanLoops.Reduce(default(SumOfSquares), x.AsSpan(r * columns, columns)), byRow[r]);
            }

            for (int c = 0; c < columns; c++)
            {
                double sum = 0;
                for (int r = 0; r < rows; r++)
                {
                    sum += (double)x[(r * columns) + c] * x[(r * columns) + c];
                }

                Assert.Equal(before[c] + sum, byColumn[c], 1e-6 * (rows + 1));
            }

            SpanLoops.ReduceColumns(default(Largest), x, byColumn, rows, columns, accumulate: false);
            for (int c = 0; c < columns; c++)
            {
                Assert.Equal(Enumerable.Range(0, rows).Select(r => x[(r * columns) + c]).Append(float.NegativeInfinity).Max(), byColumn[c]);
            }
        }
    }

    [Fact]
    public void Column_sums_have_the_same_bits_with_all_vector_types()
    {
        float[] x = LoopData.Numbers(600 * 83);
        float[] a = new float[83], b = new float[83], c = new float[83];
        fixed (float* px = x, pa = a, pb = b, pc = c)
        {
            var terms = new MappedTerms<SumOfSquares>(default, px, 83);
            SpanLoops.ReduceEveryColumnWith<SumOfSquares, MappedTerms<SumOfSquares>, Scalar>(default, terms, pa, 600, 83, false);
            SpanLoops.ReduceEveryColumnWith<SumOfSquares, MappedTerms<SumOfSquares>, Lanes8>(default, terms, pb, 600, 83, false);
            SpanLoops.ReduceEveryColumnWith<SumOfSquares, MappedTerms<SumOfSquares>, Lanes16>(default, terms, pc, 600, 83, false);
        }

        Assert.Equal(a, b);
        Assert.Equal(a, c);
    }

    [Fact]
    public void Mean_and_variance_survive_a_large_mean()
    {
        foreach (int n in LoopData.Sizes.Where(n => n > 0))
        {
            float[] x = LoopData.Numbers(n).Select(v => v + 1000).ToArray();
            double mean = x.Average(v => (double)v);
            double variance = x.Average(v => (v - mean) * (v - mean));
            (float actualMean, float actualVariance) = SpanLoops.MeanAndVariance(x);
            Assert.Equal(mean, actualMean, 2e-4);
            Assert.Equal(variance, actualVariance, 1e-5);
            fixed (float* px = x)
            {
                Assert.Equal((actualMean, actualVariance), SpanLoops.MeanAndVarianceWith<Scalar>(px, n));
                Assert.Equal((actualMean, actualVariance), SpanLoops.MeanAndVarianceWith<Lanes8>(px, n));
                Assert.Equal((actualMean, actualVariance), SpanLoops.MeanAndVarianceWith<Lanes16>(px, n));
            }
        }

        Assert.True(float.IsNaN(SpanLoops.MeanAndVariance([]).Variance));
    }
}
