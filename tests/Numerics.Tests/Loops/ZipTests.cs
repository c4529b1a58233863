using Xunit;

namespace DeepHealth.Numerics.Tests;

public unsafe class ZipTests
{
    public static TheoryData<BroadcastClass> Classes => [.. Enum.GetValues<BroadcastClass>()];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Zip_equals_the_plain_loop(BroadcastClass right)
    {
        foreach ((int rows, int columns) in LoopData.Matrices)
        {
            float[] a = LoopData.Numbers(rows * columns);
            float[] b = LoopData.Divisors(LoopData.RightLength(right, rows, columns), 1);
            float[] y = new float[a.Length];
            SpanLoops.Zip(default(Divide), right, a, b, y, rows, columns);
            ForEach(rows, columns, (r, c, i) => Assert.Equal(a[i] / b[LoopData.RightIndex(right, r, c, columns)], y[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Left_gradient_equals_the_plain_loop(BroadcastClass right)
    {
        foreach ((int rows, int columns) in LoopData.Matrices)
        {
            float[] a = LoopData.Numbers(rows * columns);
            float[] b = LoopData.Divisors(LoopData.RightLength(right, rows, columns), 1);
            float[] dy = LoopData.Numbers(a.Length, 2);
            float[] y = new float[a.Length], da = new float[a.Length];
            SpanLoops.ZipGradientLeft(default(Divide), right, a, b, y, dy, da, rows, columns, false);
            ForEach(rows, columns, (r, c, i) => Assert.Equal(dy[i] / b[LoopData.RightIndex(right, r, c, columns)], da[i]));
            float[] once = [.. da];
            SpanLoops.ZipGradientLeft(default(Divide), right, a, b, y, dy, da, rows, columns, true);
            ForEach(rows, columns, (_, _, i) => Assert.Equal(2 * once[i], da[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Right_gradient_sums_over_the_repeated_positions(BroadcastClass right)
    {
        foreach ((int rows, int columns) in LoopData.Matrices)
        {
            float[] a = LoopData.Numbers(rows * columns);
            float[] b = LoopData.Divisors(LoopData.RightLength(right, rows, columns), 1);
            float[] dy = LoopData.Numbers(a.Length, 2);
            float[] y = new float[a.Length];
            float[] db = LoopData.Numbers(b.Length, 3);
            float[] before = [.. db];
            SpanLoops.Zip(default(Divide), right, a, b, y, rows, columns);
            double[] expected = new double[b.Length];
            double[] size = new double[b.Length];
            ForEach(rows, columns, (r, c, i) =>
            {
                int at = LoopData.RightIndex(right, r, c, columns);
                double term = -(double)a[i] / b[at] / b[at] * dy[i];
                expected[at] += term;
                size[at] += Math.Abs(term);
            });
            SpanLoops.ZipGradientRight(default(Divide), right, a, b, y, dy, db, rows, columns, true);
            for (int i = 0; i < db.Length; i++)
            {
                Assert.Equal(before[i] + expected[i], db[i], (2e-6 * size[i]) + 1e-6);
            }

            SpanLoops.ZipGradientRight(default(Divide), right, a, b, y, dy, db, rows, columns, false);
            for (int i = 0; i < db.Length; i++)
            {
                Assert.Equal(expected[i], db[i], (2e-6 * size[i]) + 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Right_gradient_has_the_same_bits_with_all_vector_types(BroadcastClass right)
    {
        const int Rows = 300;
        const int Columns = 77;
        float[] a = LoopData.Numbers(Rows * Columns);
        float[] b = LoopData.Divisors(LoopData.RightLength(right, Rows, Columns), 1);
        float[] dy = LoopData.Numbers(a.Length, 2);
        float[][] results = [new float[b.Length], new float[b.Length], new float[b.Length], new float[b.Length]];
        fixed (float* pa = a, pb = b, pdy = dy, r0 = results[0], r1 = results[1], r2 = results[2])
        {
            if (right == BroadcastClass.Row)
            {
                var terms = new RightGradientTerms<Divide>(default, pa, pb, pa, pdy, Columns, -1);
                SpanLoops.ReduceEveryColumnWith<Addition, RightGradientTerms<Divide>, Scalar>(default, terms, r0, Rows, Columns, false);
                SpanLoops.ReduceEveryColumnWith<Addition, RightGradientTerms<Divide>, Lanes8>(default, terms, r1, Rows, Columns, false);
                SpanLoops.ReduceEveryColumnWith<Addition, RightGradientTerms<Divide>, Lanes16>(default, terms, r2, Rows, Columns, false);
            }
            else if (right != BroadcastClass.Same)
            {
                bool column = right == BroadcastClass.Column;
                (nint rows, nint columns) = column ? (Rows, Columns) : (1, Rows * Columns);
                var terms = new RightGradientTerms<Divide>(default, pa, pb, pa, pdy, Columns, column ? 1 : 0);
                SpanLoops.ReduceEveryRowWith<Addition, RightGradientTerms<Divide>, Scalar>(default, terms, r0, rows, columns, false);
                SpanLoops.ReduceEveryRowWith<Addition, RightGradientTerms<Divide>, Lanes8>(default, terms, r1, rows, columns, false);
                SpanLoops.ReduceEveryRowWith<Addition, RightGradientTerms<Divide>, Lanes16>(default, terms, r2, rows, columns, false);
            }
            else
            {
                SpanLoops.ZipGradientLeftWith<Swapped<Divide>, Scalar>(default, right, pb, pa, pa, pdy, r0, Rows, Columns, false);
                SpanLoops.ZipGradientLeftWith<Swapped<Divide>, Lanes8>(default, right, pb, pa, pa, pdy, r1, Rows, Columns, false);
                SpanLoops.ZipGradientLeftWith<Swapped<Divide>, Lanes16>(default, right, pb, pa, pa, pdy, r2, Rows, Columns, false);
            }
        }

        // The y operand is a here: any numbers do.
        SpanLoops.ZipGradientRight(default(Divide), right, a, b, a, dy, results[3], Rows, Columns, false);
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
        Assert.Equal(results[0], results[3]);
        Assert.Contains(results[0], v => v != 0);
    }

    [Fact]
    public void Swapped_handles_a_broadcast_left_operand()
    {
        float[] row = LoopData.Numbers(9);
        float[] full = LoopData.Divisors(27, 1);
        float[] dy = LoopData.Numbers(27, 2);
        float[] y = new float[27], dFull = new float[27], dRow = new float[9];
        var swapped = new Swapped<Divide>(default);
        SpanLoops.Zip(swapped, BroadcastClass.Row, full, row, y, 3, 9);
        SpanLoops.ZipGradientLeft(swapped, BroadcastClass.Row, full, row, y, dy, dFull, 3, 9, false);
        SpanLoops.ZipGradientRight(swapped, BroadcastClass.Row, full, row, y, dy, dRow, 3, 9, false);
        ForEach(3, 9, (_, c, i) =>
        {
            Assert.Equal(row[c] / full[i], y[i]);
            Assert.Equal(-(double)row[c] / full[i] / full[i] * dy[i], dFull[i], 1e-5);
        });
        for (int c = 0; c < 9; c++)
        {
            double sum = (dy[c] / (double)full[c]) + (dy[c + 9] / (double)full[c + 9]) + (dy[c + 18] / (double)full[c + 18]);
            Assert.Equal(sum, dRow[c], 1e-5);
        }

        Assert.Equal("Divide", Swapped<Divide>.Name);
    }

    [Fact]
    public void Wrong_length_of_the_right_operand_is_named()
    {
        var error = Assert.Throws<ShapeException>(
            () => SpanLoops.Zip(default(Divide), BroadcastClass.Row, new float[6], new float[2], new float[6], 2, 3));
        Assert.Contains("b has 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("3", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => SpanLoops.Zip(default(Divide), BroadcastClass.Same, [], [], [], -1, 0));
    }

    private static void ForEach(int rows, int columns, Action<int, int, int> check)
    {
        for (int i = 0; i < rows * columns; i++)
        {
            check(i / columns, i % columns, i);
        }
    }
}
