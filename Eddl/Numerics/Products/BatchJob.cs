namespace DeepHealth.Numerics;

/// <summary>A batch of matrix products in parts: several products, or a part of one.</summary>
internal readonly struct BatchJob<TNumber, TPath> : IParallelJob
    where TNumber : unmanaged
    where TPath : struct, IProductPath<TNumber>
{
    private readonly ProductBatch<TNumber> _batch;
    private readonly ProductParts _parts;
    private readonly int _productsPerPart;
    private readonly TPath _path;

    public BatchJob(in ProductBatch<TNumber> batch, TPath path)
    {
        _batch = batch;
        _path = path;
        _parts = new ProductParts(batch.M, batch.N, batch.K, batch.TransposeA, batch.TransposeB, batch.Count);
        _productsPerPart = _parts.Count > 1 ? 1 : ProductParts.ProductsPerPart(batch.M, batch.N, batch.K);
    }

    /// <summary>Number of parts.</summary>
    public int Count => _parts.Count > 1 ? _batch.Count * _parts.Count : ((_batch.Count - 1) / _productsPerPart) + 1;

    public void Execute(int part)
    {
        if (_parts.Count > 1)
        {
            (int product, int block) = Math.DivRem(part, _parts.Count);
            new ProductJob<TNumber, TPath>(_batch.Product(product), _parts, _path).Execute(block);
            return;
        }

        int end = Math.Min(_batch.Count, (part + 1) * _productsPerPart);
        for (int product = part * _productsPerPart; product < end; product++)
        {
            _path.Run(_batch.Product(product));
        }
    }
}
