namespace DeepHealth.Numerics;

/// <summary>A matrix product in parts.</summary>
internal readonly struct ProductJob(in ProductOperands operands, in ProductParts parts) : IParallelJob
{
    private readonly ProductOperands _operands = operands;
    private readonly ProductParts _parts = parts;

    public void Execute(int part)
    {
        (int row, int rows, int column, int columns) = _parts.Part(part);
        if (rows > 0 && columns > 0)
        {
            MatrixProduct.RunSerial(_operands.Block(row, rows, column, columns));
        }
    }
}
