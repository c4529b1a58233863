using Xunit;

namespace DeepHealth.Numerics.Tests;

public unsafe class RecurrentCellTests
{
    private static readonly (int Rows, int Units)[] s_sizes = [(1, 1), (3, 7), (2, 16), (4, 17), (3, 45)];

    [Fact]
    public void All_vector_types_give_the_same_bits_for_lstm()
    {
        foreach ((int rows, int units) in s_sizes)
        {
            int count = rows * units;
            float[][] results = [.. Enumerable.Range(0, 3).Select(type =>
            {
                float[] gates = LoopData.Numbers(4 * count), bias = LoopData.Numbers(4 * units, 1), previous = LoopData.Numbers(count, 2);
                float[] dh = LoopData.Numbers(count, 3), dc = LoopData.Numbers(count, 4), cell = new float[count], hidden = new float[count], da = new float[4 * count];
                fixed (float* pg = gates, pb = bias, pp = previous, pdh = dh, pdc = dc, pc = cell, ph = hidden, pda = da)
                {
                    switch (type)
                    {
                        case 0:
                            SpanLoops.LstmCellWith<Sigmoid, Scalar>(default, pg, pb, pp, pc, ph, rows, units);
                            SpanLoops.LstmCellGradientWith<Sigmoid, Scalar>(default, pg, pp, pc, pdh, pdc, pda, rows, units);
                            break;
                        case 1:
                            SpanLoops.LstmCellWith<Sigmoid, Lanes8>(default, pg, pb, pp, pc, ph, rows, units);
                            SpanLoops.LstmCellGradientWith<Sigmoid, Lanes8>(default, pg, pp, pc, pdh, pdc, pda, rows, units);
                            break;
                        default:
                            SpanLoops.LstmCellWith<Sigmoid, Lanes16>(default, pg, pb, pp, pc, ph, rows, units);
                            SpanLoops.LstmCellGradientWith<Sigmoid, Lanes16>(default, pg, pp, pc, pdh, pdc, pda, rows, units);
                            break;
                    }
                }

                return (float[])[.. gates, .. cell, .. hidden, .. dc, .. da];
            })];
            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
    }

    [Fact]
    public void All_vector_types_give_the_same_bits_for_gru()
    {
        foreach ((int rows, int units) in s_sizes)
        {
            int count = rows * units;
            float[][] results = [.. Enumerable.Range(0, 3).Select(type =>
            {
                float[] a = LoopData.Numbers(3 * count), q = LoopData.Numbers(3 * count, 1), bi = LoopData.Numbers(3 * units, 2), bh = LoopData.Numbers(3 * units, 3);
                float[] previous = LoopData.Numbers(count, 4), dh = LoopData.Numbers(count, 5), dp = LoopData.Numbers(count, 6);
                float[] hidden = new float[count], da = new float[3 * count], dq = new float[3 * count];
                fixed (float* pa = a, pq = q, pbi = bi, pbh = bh, pp = previous, pdh = dh, pdp = dp, ph = hidden, pda = da, pdq = dq)
                {
                    switch (type)
                    {
                        case 0:
                            SpanLoops.GruCellWith<Sigmoid, Scalar>(default, pa, pq, pbi, pbh, pp, ph, rows, units);
                            SpanLoops.GruCellGradientWith<Sigmoid, Scalar>(default, pa, pq, pp, pdh, pda, pdq, pdp, rows, units);
                            break;
                        case 1:
                            SpanLoops.GruCellWith<Sigmoid, Lanes8>(default, pa, pq, pbi, pbh, pp, ph, rows, units);
                            SpanLoops.GruCellGradientWith<Sigmoid, Lanes8>(default, pa, pq, pp, pdh, pda, pdq, pdp, rows, units);
                            break;
                        default:
                            SpanLoops.GruCellWith<Sigmoid, Lanes16>(default, pa, pq, pbi, pbh, pp, ph, rows, units);
                            SpanLoops.GruCellGradientWith<Sigmoid, Lanes16>(default, pa, pq, pp, pdh, pda, pdq, pdp, rows, units);
                            break;
                    }
                }

                return (float[])[.. a, .. q, .. hidden, .. da, .. dq, .. dp];
            })];
            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_named()
    {
        float[] gates = new float[24], bias = new float[11], state = new float[6];

        ShapeException error = Assert.Throws<ShapeException>(() => SpanLoops.LstmCell(default(Sigmoid), gates, bias, state, state, state, 2, 3));
        Assert.Contains("bias", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ShapeException>(() => SpanLoops.GruCell(default(Sigmoid), new float[18], gates, [], [], [], state, 2, 3));
        Assert.Contains("recurrent", error.Message, StringComparison.Ordinal);
    }
}
