namespace DeepHealth.Numerics;

/// <summary>A matrix product, or a step of one, in parts.</summary>
internal readonly struct ProductJob<TNumber, TPath>(
    in ProductOperands<TNumber> operands, in ProductParts parts, TPath path, in ProductStep<TNumber> step = default) : IParallelJob
    where TNumber : unmanaged
    where TPath : struct, IProductPath<TNumber>
{
    private readonly ProductOperands<TNumber> _operands = operands;
    private readonly ProductParts _parts = parts;
    private readonly TPath _path = path;
    private readonly ProductStep<TNumber> _step = step;

    public void Execute(int part)
    {
        (int row, int rows, int column, int columns) = _parts.Part(part);
        if (rows > 0 && columns > 0)
        {
            _path.Run(_operands.Block(row, rows, column, columns), _step.At(column));
        }
    }
}
