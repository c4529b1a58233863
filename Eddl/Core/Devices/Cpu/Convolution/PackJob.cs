using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Brings weights into the order in which the tile kernel reads them: per group and tile, for each tap one number per row.</summary>
internal readonly unsafe struct PackJob(
    float* weights, nint groupPitch, nint rowPitch, int* tapWeights, int taps, RowTiles tiles, float* packed, nint packedGroupPitch) : IParallelJob
{
    private readonly float* _weights = weights;
    private readonly nint _groupPitch = groupPitch;
    private readonly nint _rowPitch = rowPitch;
    private readonly int* _tapWeights = tapWeights;
    private readonly int _taps = taps;
    private readonly RowTiles _tiles = tiles;
    private readonly float* _packed = packed;
    private readonly nint _packedGroupPitch = packedGroupPitch;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        (int group, int tile) = Math.DivRem(part, _tiles.Count);
        int start = _tiles.FirstRow(tile);
        int rows = _tiles.Rows(tile);
        float* source = _weights + (group * _groupPitch) + (start * _rowPitch);
        float* destination = _packed + (group * _packedGroupPitch) + ((nint)start * _taps);
        for (int t = 0; t < _taps; t++)
        {
            float* at = source + _tapWeights[t];
            for (int row = 0; row < rows; row++)
            {
                destination[row] = at[row * _rowPitch];
            }

            destination += rows;
        }
    }
}
