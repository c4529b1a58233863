namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    // Rows of so few columns do not fill vectors: there a lane is a row.
    private const int NarrowColumns = 16;

    // Rows turned at a time. Many, because a vector load right after the stores of its lanes would have to wait for them.
    private const int NarrowRows = 64;

    // Rows are turned, so that lane r of vector c holds column c of row r, and turned back. Each lane computes on its own, so that a row's result
    // depends on nothing but the row.
    private static void NarrowSoftmax<T>(float* x, float* y, nint rows, nint columns, bool logarithm)
        where T : struct, ILanes<T>
    {
        float* turned = stackalloc float[NarrowColumns * NarrowRows];
        new Span<float>(turned, NarrowColumns * NarrowRows).Clear();
        for (nint first = 0; first < rows; first += NarrowRows)
        {
            nint count = Math.Min(NarrowRows, rows - first);
            for (nint c = 0; c < columns; c++)
            {
                float* column = x + (first * columns) + c;
                for (nint row = 0; row < count; row++)
                {
                    turned[(c * NarrowRows) + row] = column[row * columns];
                }
            }

            for (nint lane = 0; lane < count; lane += T.Width)
            {
                SoftmaxOfLanes<T>(turned + lane, columns, logarithm);
            }

            for (nint c = 0; c < columns; c++)
            {
                float* column = y + (first * columns) + c;
                for (nint row = 0; row < count; row++)
                {
                    column[row * columns] = turned[(c * NarrowRows) + row];
                }
            }
        }
    }

    private static void SoftmaxOfLanes<T>(float* turned, nint columns, bool logarithm)
        where T : struct, ILanes<T>
    {
        T max = T.Of(float.NegativeInfinity);
        for (nint c = 0; c < columns; c++)
        {
            max = T.MaxNative(max, T.Load(turned + (c * NarrowRows)));
        }

        T sum = T.Of(0);
        for (nint c = 0; c < columns; c++)
        {
            T shifted = T.Load(turned + (c * NarrowRows)) - max;
            T power = T.Exp(shifted);
            T.Store(logarithm ? shifted : power, turned + (c * NarrowRows));
            sum += power;
        }

        T logSum = logarithm ? T.Log(sum) : sum;
        T factor = T.Of(1) / sum;
        for (nint c = 0; c < columns; c++)
        {
            T value = T.Load(turned + (c * NarrowRows));
            T.Store(logarithm ? value - logSum : value * factor, turned + (c * NarrowRows));
        }
    }
}
