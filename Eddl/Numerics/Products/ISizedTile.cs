namespace DeepHealth.Numerics;

/// <summary>A kernel that is compiled once for each size of its tile.</summary>
/// <typeparam name="TOperands">Its operands.</typeparam>
internal interface ISizedTile<TOperands>
    where TOperands : struct
{
    /// <summary>Computes a tile of one size.</summary>
    /// <param name="t">Operands.</param>
    static abstract void Compute<TRows>(in TOperands t)
        where TRows : struct, IRowCount;
}
