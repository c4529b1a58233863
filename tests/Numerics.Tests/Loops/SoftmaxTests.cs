using Xunit;

namespace DeepHealth.Numerics.Tests;

public unsafe class SoftmaxTests
{
    [Fact]
    public void Softmax_and_its_logarithm_equal_the_plain_loop()
    {
        foreach ((int rows, int columns) in LoopData.Matrices)
        {
            float[] x = LoopData.Numbers(rows * columns).Select(v => (v * 20) + 500).ToArray();
            float[] y = new float[x.Length];
            float[] log = [.. x];
            SpanLoops.SoftmaxRows(x, y, rows, columns);
            SpanLoops.LogSoftmaxRows(log, log, rows, columns);
            for (int r = 0; r < rows; r++)
            {
                double[] row = x.Skip(r * columns).Take(columns).Select(v => (double)v).ToArray();
                double max = row.DefaultIfEmpty().Max();
                double sum = row.Sum(v => Math.Exp(v - max));
                for (int c = 0; c < columns; c++)
                {
                    double expected = Math.Exp(row[c] - max) / sum;
                    Assert.Equal(expected, y[(r * columns) + c], (1e-6 * expected) + 1e-12);
                    Assert.Equal(row[c] - max - Math.Log(sum), log[(r * columns) + c], 1e-5);
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_equal_the_plain_loop(bool accumulate)
    {
        foreach ((int rows, int columns) in LoopData.Matrices)
        {
            float[] x = LoopData.Numbers(rows * columns);
            float[] dy = LoopData.Numbers(x.Length, 1);
            float[] y = new float[x.Length], log = new float[x.Length], dx = new float[x.Length], dLog = new float[x.Length];
            Array.Fill(dx, 3);
            Array.Fill(dLog, 3);
            SpanLoops.SoftmaxRows(x, y, rows, columns);
            SpanLoops.LogSoftmaxRows(x, log, rows, columns);
            SpanLoops.SoftmaxRowsGradient(y, dy, dx, rows, columns, accumulate);
            SpanLoops.LogSoftmaxRowsGradient(log, dy, dLog, rows, columns, accumulate);
            for (int r = 0; r < rows; r++)
            {
                double dot = 0;
                double sum = 0;
                for (int c = 0; c < columns; c++)
                {
                    dot += (double)y[(r * columns) + c] * dy[(r * columns) + c];
                    sum += dy[(r * columns) + c];
                }

                for (int c = 0; c < columns; c++)
                {
                    int i = (r * columns) + c;
                    Assert.Equal((accumulate ? 3 : 0) + (y[i] * (dy[i] - dot)), dx[i], 3e-6);
                    Assert.Equal((accumulate ? 3 : 0) + dy[i] - (y[i] * sum), dLog[i], 3e-5);
                }
            }
        }
    }

    [Fact]
    public void Infinite_and_NaN_rows_are_as_documented()
    {
        float low = float.NegativeInfinity;
        float[] x = [1, low, 1, low, low, low, 0, float.NaN, 0, float.PositiveInfinity, 0, 0];
        float[] y = new float[12];
        SpanLoops.SoftmaxRows(x, y, 4, 3);
        Assert.Equal([0.5f, 0, 0.5f], y[..3]);
        Assert.All(y[3..9], v => Assert.True(float.IsNaN(v)));
        Assert.Contains(y[9..], float.IsNaN);
        SpanLoops.LogSoftmaxRows(x, y, 4, 3);
        Assert.Equal(low, y[1]);
        Assert.All(y[3..9], v => Assert.True(float.IsNaN(v)));
    }

    [Theory]
    [InlineData(7, 201)]
    [InlineData(131, 5)]
    [InlineData(2, 9000)]
    public void All_vector_types_give_the_same_bits(int rows, int columns)
    {
        float[] x = LoopData.Numbers(rows * columns);
        float[][] y = [new float[x.Length], new float[x.Length], new float[x.Length]];
        fixed (float* px = x, y0 = y[0], y1 = y[1], y2 = y[2])
        {
            foreach (bool logarithm in new[] { false, true })
            {
                SpanLoops.SoftmaxWith<Scalar>(px, y0, rows, columns, logarithm);
                SpanLoops.SoftmaxWith<Lanes8>(px, y1, rows, columns, logarithm);
                SpanLoops.SoftmaxWith<Lanes16>(px, y2, rows, columns, logarithm);
                Assert.Equal(y[0], y[1]);
                Assert.Equal(y[0], y[2]);
                SpanLoops.SoftmaxGradientWith<Scalar>(px, px, y0, rows, columns, false, logarithm);
                SpanLoops.SoftmaxGradientWith<Lanes8>(px, px, y1, rows, columns, false, logarithm);
                SpanLoops.SoftmaxGradientWith<Lanes16>(px, px, y2, rows, columns, false, logarithm);
                Assert.Equal(y[0], y[1]);
                Assert.Equal(y[0], y[2]);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public void A_row_does_not_depend_on_the_rows_beside_it(int columns)
    {
        const int Rows = 150;
        float[] x = LoopData.Numbers(Rows * columns);
        float[] y = new float[x.Length];
        float[] alone = new float[columns];
        SpanLoops.SoftmaxRows(x, y, Rows, columns);
        for (int r = 0; r < Rows; r++)
        {
            SpanLoops.SoftmaxRows(x.AsSpan(r * columns, columns), alone, 1, columns);
            Assert.Equal(alone, y[(r * columns)..((r + 1) * columns)]);
        }
    }
}
