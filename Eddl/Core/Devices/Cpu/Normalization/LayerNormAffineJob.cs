using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Scale and shift gradients of layer normalisation: one part is some columns, side by side in memory.</summary>
internal readonly unsafe struct LayerNormAffineJob(GroupNormShape shape, NormalizationGradients gradients) : IParallelJob
{
    /// <summary>Columns of one part: a cache line.</summary>
    public const int ColumnsPerPart = 16;

    // Rows that are summed in single precision.
    private const int RowsAtOnce = 128;

    private readonly GroupNormShape _shape = shape;
    private readonly NormalizationGradients _gradients = gradients;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        int first = part * ColumnsPerPart;
        int columns = Math.Min(ColumnsPerPart, _shape.RowSize - first);
        double* products = stackalloc double[ColumnsPerPart];
        double* sums = stackalloc double[ColumnsPerPart];
        new Span<double>(products, ColumnsPerPart).Clear();
        new Span<double>(sums, ColumnsPerPart).Clear();
        for (int row = 0; row < _shape.Rows; row += RowsAtOnce)
        {
            nint at = ((nint)row * _shape.RowSize) + first;
            LayerNormRows.AddColumns(
                _gradients.X + at, _gradients.Dy + at, _gradients.Mean + row, _gradients.InverseDeviation + row, _shape.RowSize,
                Math.Min(RowsAtOnce, _shape.Rows - row), columns, products, sums);
        }

        for (int c = 0; c < columns; c++)
        {
            _gradients.StoreAffine(first + c, products[c], sums[c]);
        }
    }
}
