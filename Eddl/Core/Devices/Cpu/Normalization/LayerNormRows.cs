using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Rows whose elements each have a scale and a shift of their own, or none: layer normalisation, one pass over memory.</summary>
/// <remarks>A row is read twice for its statistics and once for the result, the second and third time from the first cache.</remarks>
internal static unsafe class LayerNormRows
{
    /// <summary>Rows whose statistics are taken together: the steps of one row wait for each other, those of different rows overlap.</summary>
    public const int Group = 16;

    // Rows up to here are summed in single precision: at most 256 additions per lane of the narrowest vector, fewer with wider ones.
    private const int ShortRow = 4096;

    // Elements of rows taken together where results go past the caches: the shorter the turns of reading and writing, the better memory does both.
    private const int StreamedElements = 512;

    /// <summary>How many of some rows are best taken together: they stay in the first cache.</summary>
    public static int GroupOf(int rows, int count, bool stream)
        => Math.Clamp((stream ? StreamedElements : ShortRow) / Math.Max(count, 1), 1, Math.Min(rows, Group));

    /// <summary>Statistics of some rows, at most <see cref="Group"/>.</summary>
    /// <remarks>Chan, Golub, LeVeque, "Algorithms for Computing the Sample Variance", The American Statistician 1983, eq. 1.7: the second pass also
    /// sums the distances themselves, which gives what the first mean is off by.</remarks>
    /// <param name="x">First row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="count">Elements of a row.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="statistics">One per row.</param>
    /// <param name="stream">Whether <see cref="Apply"/> writes past the caches: then two thirds of what is read later are announced here, and the rest there.</param>
    public static void Measure(float* x, int rows, int count, float epsilon, RowStatistics* statistics, bool stream)
    {
        if (count > ShortRow || !Vector128.IsHardwareAccelerated)
        {
            for (int row = 0; row < rows; row++)
            {
                statistics[row] = RowStatistics.Of(x + ((nint)row * count), 1, 0, count, epsilon);
            }

            return;
        }

        float* means = stackalloc float[Group];
        Vector128<float>* sums = stackalloc Vector128<float>[Group];
        if (Vector512.IsHardwareAccelerated)
        {
            LayerNormLoops<Register512, Vector512<float>>.Means(x, rows, count, means, stream);
            LayerNormLoops<Register512, Vector512<float>>.Distances(x, rows, count, means, sums, stream);
        }
        else if (Fma.IsSupported)
        {
            LayerNormLoops<Register256, Vector256<float>>.Means(x, rows, count, means, stream);
            LayerNormLoops<Register256, Vector256<float>>.Distances(x, rows, count, means, sums, stream);
        }
        else
        {
            LayerNormLoops<Register128, Vector128<float>>.Means(x, rows, count, means, stream);
            LayerNormLoops<Register128, Vector128<float>>.Distances(x, rows, count, means, sums, stream);
        }

        for (int row = 0; row < rows; row++)
        {
            double rest = ((double)sums[row][0] + sums[row][1]) / count;
            double exact = means[row] + rest;
            double variance = Math.Max((((double)sums[row][2] + sums[row][3]) / count) - (rest * rest), 0);
            float mean = (float)exact;
            statistics[row] = new RowStatistics(mean, mean - exact, (float)(1 / Math.Sqrt(variance + epsilon)));
        }
    }

    /// <summary><c>y = ((x − mean)·scale + shift)·gamma + beta</c> for one row.</summary>
    /// <param name="x">Row.</param>
    /// <param name="gamma">Scales, or null.</param>
    /// <param name="beta">Shifts, or null.</param>
    /// <param name="y">Result.</param>
    /// <param name="count">Elements of the row.</param>
    /// <param name="mean">Mean.</param>
    /// <param name="scale">Scale of the whole row.</param>
    /// <param name="shift">Shift of the whole row.</param>
    /// <param name="stream">Whether the result goes past the caches; the caller then ends with <see cref="StreamedStores.Finish"/>.</param>
    public static void Apply(float* x, float* gamma, float* beta, float* y, int count, float mean, float scale, float shift, bool stream)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            LayerNormLoops<Register512, Vector512<float>>.Apply(x, gamma, beta, y, count, mean, scale, shift, stream);
        }
        else if (Fma.IsSupported)
        {
            LayerNormLoops<Register256, Vector256<float>>.Apply(x, gamma, beta, y, count, mean, scale, shift, stream);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            LayerNormLoops<Register128, Vector128<float>>.Apply(x, gamma, beta, y, count, mean, scale, shift, stream);
        }
        else
        {
            LayerNormLoops<Register32, float>.Apply(x, gamma, beta, y, count, mean, scale, shift, stream);
        }
    }

    /// <summary><c>Σ g</c> and <c>Σ (x − mean)·g</c> with <c>g = gamma·dy</c>, for one row.</summary>
    public static (double Sum, double Product) GradientSums(float* x, float* dy, float* gamma, int count, float mean)
    {
        double sum = 0;
        double product = 0;
        for (int start = 0; start < count; start += ShortRow)
        {
            (float partSum, float partProduct) = PartSums(x + start, dy + start, gamma == null ? null : gamma + start, Math.Min(ShortRow, count - start), mean);
            sum += partSum;
            product += partProduct;
        }

        return (sum, product);
    }

    /// <summary><c>dx (+)= scale·gamma·dy + slope·(x − mean) + shift</c> for one row.</summary>
    public static void ApplyGradient(
        float* x, float* dy, float* gamma, float* dx, int count, float mean, float scale, float slope, float shift, bool accumulate)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            LayerNormLoops<Register512, Vector512<float>>.ApplyGradient(x, dy, gamma, dx, count, mean, scale, slope, shift, accumulate);
        }
        else if (Fma.IsSupported)
        {
            LayerNormLoops<Register256, Vector256<float>>.ApplyGradient(x, dy, gamma, dx, count, mean, scale, slope, shift, accumulate);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            LayerNormLoops<Register128, Vector128<float>>.ApplyGradient(x, dy, gamma, dx, count, mean, scale, slope, shift, accumulate);
        }
        else
        {
            LayerNormLoops<Register32, float>.ApplyGradient(x, dy, gamma, dx, count, mean, scale, slope, shift, accumulate);
        }
    }

    /// <summary>Adds <c>Σ dy·(x − mean)·inverse</c> and <c>Σ dy</c> over some rows to at most 16 columns.</summary>
    /// <param name="x">First column of the first row.</param>
    /// <param name="dy">The same of the gradient.</param>
    /// <param name="mean">Mean of each row.</param>
    /// <param name="inverse">Inverse deviation of each row.</param>
    /// <param name="pitch">Distance of rows.</param>
    /// <param name="rows">Number of rows, few enough for single-precision sums.</param>
    /// <param name="columns">Number of columns, at most 16.</param>
    /// <param name="products">One per column.</param>
    /// <param name="sums">One per column.</param>
    public static void AddColumns(
        float* x, float* dy, float* mean, float* inverse, nint pitch, int rows, int columns, double* products, double* sums)
    {
        int width = Vector512.IsHardwareAccelerated ? 16 : Fma.IsSupported ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;
        for (int c = 0; c < columns; c += width)
        {
            int left = columns - c;
            switch (width)
            {
                case 16:
                    LayerNormLoops<Register512, Vector512<float>>.AddColumns(x + c, dy + c, mean, inverse, pitch, rows, left, products + c, sums + c);
                    break;
                case 8:
                    LayerNormLoops<Register256, Vector256<float>>.AddColumns(x + c, dy + c, mean, inverse, pitch, rows, left, products + c, sums + c);
                    break;
                case 4:
                    LayerNormLoops<Register128, Vector128<float>>.AddColumns(x + c, dy + c, mean, inverse, pitch, rows, left, products + c, sums + c);
                    break;
                default:
                    LayerNormLoops<Register32, float>.AddColumns(x + c, dy + c, mean, inverse, pitch, rows, left, products + c, sums + c);
                    break;
            }
        }
    }

    private static (float Sum, float Product) PartSums(float* x, float* dy, float* gamma, int count, float mean)
        => Vector512.IsHardwareAccelerated ? LayerNormLoops<Register512, Vector512<float>>.GradientSums(x, dy, gamma, count, mean)
            : Fma.IsSupported ? LayerNormLoops<Register256, Vector256<float>>.GradientSums(x, dy, gamma, count, mean)
            : Vector128.IsHardwareAccelerated ? LayerNormLoops<Register128, Vector128<float>>.GradientSums(x, dy, gamma, count, mean)
            : LayerNormLoops<Register32, float>.GradientSums(x, dy, gamma, count, mean);
}
