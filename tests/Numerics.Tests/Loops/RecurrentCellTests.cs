using Xunit;

namespace DeepHealth.Numerics.Tests;

public unsafe class RecurrentCellTests
{
    private static readonly int[] s_units = [1, 7, 16, 17, 45];

    [Fact]
    public void All_vector_types_give_the_same_bits_for_lstm()
    {
        foreach (int units in s_units)
        {
            float[][] results = [.. Enumerable.Range(0, 3).Select(type =>
            {
                float[] gates = LoopData.Numbers(4 * units), bias = LoopData.Numbers(4 * units, 1), previous = LoopData.Numbers(units, 2);
                float[] dy = LoopData.Numbers(units, 5), dh = LoopData.Numbers(units, 3), dc = LoopData.Numbers(units, 4);
                float[] cell = new float[units], hidden = new float[units], da = new float[4 * units];
                fixed (float* pg = gates, pb = bias, pp = previous, pdy = dy, pdh = dh, pdc = dc, pc = cell, ph = hidden, pda = da)
                {
                    switch (type)
                    {
                        case 0:
                            SpanLoops.LstmCellWith<Sigmoid, Scalar>(default, pg, pb, pp, pc, ph, units);
                            SpanLoops.LstmCellGradientWith<Sigmoid, Scalar>(default, pg, pp, pc, pdy, pdh, pdc, pda, units);
                            break;
                        case 1:
                            SpanLoops.LstmCellWith<Sigmoid, Lanes8>(default, pg, pb, pp, pc, ph, units);
                            SpanLoops.LstmCellGradientWith<Sigmoid, Lanes8>(default, pg, pp, pc, pdy, pdh, pdc, pda, units);
                            break;
                        default:
                            SpanLoops.LstmCellWith<Sigmoid, Lanes16>(default, pg, pb, pp, pc, ph, units);
                            SpanLoops.LstmCellGradientWith<Sigmoid, Lanes16>(default, pg, pp, pc, pdy, pdh, pdc, pda, units);
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
        foreach (int units in s_units)
        {
            float[][] results = [.. Enumerable.Range(0, 3).Select(type =>
            {
                float[] a = LoopData.Numbers(3 * units), q = LoopData.Numbers(3 * units, 1), bi = LoopData.Numbers(3 * units, 2), bh = LoopData.Numbers(3 * units, 3);
                float[] previous = LoopData.Numbers(units, 4), dh = LoopData.Numbers(units, 5), dy = LoopData.Numbers(units, 6);
                float[] memory = new float[units], hidden = new float[units], da = new float[3 * units], dq = new float[3 * units];
                fixed (float* pa = a, pq = q, pbi = bi, pbh = bh, pp = previous, pm = memory, ph = hidden, pdy = dy, pdh = dh, pda = da, pdq = dq)
                {
                    switch (type)
                    {
                        case 0:
                            SpanLoops.GruCellWith<Sigmoid, Scalar>(default, pa, pq, pbi, pbh, pp, pm, ph, units);
                            SpanLoops.GruCellGradientWith<Sigmoid, Scalar>(default, pa, pm, pp, pdy, pdh, pda, pdq, units);
                            break;
                        case 1:
                            SpanLoops.GruCellWith<Sigmoid, Lanes8>(default, pa, pq, pbi, pbh, pp, pm, ph, units);
                            SpanLoops.GruCellGradientWith<Sigmoid, Lanes8>(default, pa, pm, pp, pdy, pdh, pda, pdq, units);
                            break;
                        default:
                            SpanLoops.GruCellWith<Sigmoid, Lanes16>(default, pa, pq, pbi, pbh, pp, pm, ph, units);
                            SpanLoops.GruCellGradientWith<Sigmoid, Lanes16>(default, pa, pm, pp, pdy, pdh, pda, pdq, units);
                            break;
                    }
                }

                return (float[])[.. a, .. memory, .. hidden, .. da, .. dq, .. dh];
            })];
            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
    }
}
