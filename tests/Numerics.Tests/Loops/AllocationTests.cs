using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Numerics.Tests;

public class AllocationTests
{
    [Fact]
    public void No_loop_allocates()
    {
        const int Rows = 130;
        const int Columns = 70;
        float[] a = LoopData.Divisors(Rows * Columns), b = LoopData.Divisors(a.Length, 1), y = new float[a.Length], d = new float[a.Length];
        float[] row = LoopData.Divisors(Columns), column = LoopData.Divisors(Rows);
        Layout transposed = Layout.Contiguous([Rows, Columns]).Transpose(0, 1);
        Layout repeated = Layout.Contiguous([Columns]).BroadcastTo([Rows, Columns]);

        void Everything()
        {
            SpanLoops.Map(default(Sigmoid), a, y);
            SpanLoops.MapGradient(new Then<Square, Sigmoid>(default, default), a, y, b, d, true);
            SpanLoops.Zip(default(Divide), BroadcastClass.Row, a, row, y, Rows, Columns);
            SpanLoops.ZipGradientLeft(default(Divide), BroadcastClass.Column, a, column, y, b, d, Rows, Columns, false);
            SpanLoops.ZipGradientRight(default(Divide), BroadcastClass.Same, a, b, y, b, d, Rows, Columns, false);
            SpanLoops.ZipGradientRight(default(Divide), BroadcastClass.Row, a, row, y, b, row, Rows, Columns, false);
            SpanLoops.ZipGradientRight(default(Divide), BroadcastClass.Column, a, column, y, b, column, Rows, Columns, false);
            SpanLoops.Reduce(default(SumOfSquares), a);
            SpanLoops.ReduceRows(default(Largest), a, column, Rows, Columns);
            SpanLoops.ReduceColumns(default(Largest), a, row, Rows, Columns, true);
            SpanLoops.MeanAndVariance(a);
            SpanLoops.Update(new Momentum(0.1f, 0.9f), y, a, d, []);
            SpanLoops.SoftmaxRows(a, y, Rows, Columns);
            SpanLoops.LogSoftmaxRowsGradient(y, b, d, Rows, Columns, true);
            SpanLoops.CopyStrided(a, transposed, y);
            SpanLoops.CopyToStrided(a, y, transposed);
            SpanLoops.AddToStrided(a, row, repeated);
        }

        Everything();
        Everything();
        Assert.Equal(0, Allocations.By(Everything));
    }
}
