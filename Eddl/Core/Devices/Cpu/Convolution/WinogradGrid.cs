using System.Runtime.CompilerServices;

namespace DeepHealth.Eddl;

/// <summary>The 2×2 patches of a result and the 4×4 patches of the source that they read.</summary>
internal readonly unsafe struct WinogradGrid
{
    /// <summary>Places the patches.</summary>
    /// <param name="source">Arrangement of the source, with what the patches read outside it.</param>
    /// <param name="result">Arrangement of the result, of even height and width.</param>
    /// <param name="firstRow">Row of the source that the first result reads first; may be negative.</param>
    /// <param name="firstColumn">Column of the source that the first result reads first.</param>
    public WinogradGrid(ChannelsLast source, ChannelsLast result, int firstRow, int firstColumn)
    {
        Source = source;
        Result = result;
        Rows = result.Height / 2;
        Columns = result.Width / 2;
        Patches = result.Batch * result.Depth * Rows * Columns;
        First = ((nint)firstRow * source.RowPitch) + ((nint)firstColumn * source.Channels);
    }

    /// <summary>Arrangement of the source.</summary>
    public ChannelsLast Source { get; }

    /// <summary>Arrangement of the result.</summary>
    public ChannelsLast Result { get; }

    /// <summary>Patches along H.</summary>
    public int Rows { get; }

    /// <summary>Patches along W.</summary>
    public int Columns { get; }

    /// <summary>Patches in all.</summary>
    public int Patches { get; }

    /// <summary>Where the first patch begins in the source.</summary>
    public nint First { get; }

    /// <summary>Finds neighbouring patches.</summary>
    /// <param name="patch">First patch.</param>
    /// <param name="count">Patches.</param>
    /// <param name="sources">Written: where each begins in the source.</param>
    /// <param name="places">Written: where it begins in the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Locate(int patch, int count, nint* sources, nint* places)
    {
        for (int i = 0; i < count; i++, patch++)
        {
            (int rest, int column) = Math.DivRem(patch, Columns);
            (rest, int row) = Math.DivRem(rest, Rows);
            (int n, int d) = Math.DivRem(rest, Result.Depth);
            sources[i] = First + ((nint)n * Source.SamplePitch) + ((nint)d * Source.SlicePitch)
                + (2 * (((nint)row * Source.RowPitch) + ((nint)column * Source.Channels)));
            places[i] = ((nint)n * Result.SamplePitch) + ((nint)d * Result.SlicePitch)
                + (2 * (((nint)row * Result.RowPitch) + ((nint)column * Result.Channels)));
        }
    }
}
