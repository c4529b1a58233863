namespace DeepHealth.Ecvl;

/// <summary>How a level of a whole slide is cut into tiles: row after row from the top left, always in the same order.</summary>
public sealed record SlideTiling
{
    /// <summary>Describes a tiling.</summary>
    /// <param name="level">Index of the level, 0 the finest.</param>
    /// <param name="width">Columns of a tile, at least 1.</param>
    /// <param name="height">Rows of a tile, at least 1.</param>
    /// <param name="overlap">Columns and rows that neighbouring tiles share, from 0 and below either side.</param>
    /// <param name="keepPartial">Whether the smaller tiles at the right and lower edge are kept.</param>
    /// <param name="mask">Where there is tissue; null keeps every tile.</param>
    /// <param name="leastTissue">Least part of a tile that must be tissue, 0 … 1, where there is a mask.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public SlideTiling(int level, int width, int height, int overlap = 0, bool keepPartial = false, TissueMask? mask = null, double leastTissue = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(overlap, Math.Min(width, height));
        if (!(leastTissue is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(leastTissue), leastTissue, "SlideTiling: the part that must be tissue lies in 0 … 1.");
        }

        Level = level;
        Width = width;
        Height = height;
        Overlap = overlap;
        KeepPartial = keepPartial;
        Mask = mask;
        LeastTissue = leastTissue;
    }

    /// <summary>Index of the level.</summary>
    public int Level { get; }

    /// <summary>Columns of a tile.</summary>
    public int Width { get; }

    /// <summary>Rows of a tile.</summary>
    public int Height { get; }

    /// <summary>Columns and rows that neighbouring tiles share.</summary>
    public int Overlap { get; }

    /// <summary>Whether the smaller tiles at the right and lower edge are kept.</summary>
    public bool KeepPartial { get; }

    /// <summary>Where there is tissue; null keeps every tile.</summary>
    public TissueMask? Mask { get; }

    /// <summary>Least part of a tile that must be tissue.</summary>
    public double LeastTissue { get; }

    /// <summary>The tiles of a slide. Nothing is read; <see cref="SlideTile.Read"/> does that, on any thread.</summary>
    /// <exception cref="SlideException">The slide has no such level.</exception>
    public IEnumerable<SlideTile> Of(WholeSlide slide)
    {
        ArgumentNullException.ThrowIfNull(slide);
        return Level < slide.Levels.Count
            ? Walk(slide.Levels[Level])
            : throw new SlideException(slide.Path, $"SlideTiling: \"{slide.Path}\" has the levels 0 … {slide.Levels.Count - 1}, asked was {Level}.");
    }

    private IEnumerable<SlideTile> Walk(SlideLevel level)
    {
        long columns = Count(level.Width, Width);
        long rows = Count(level.Height, Height);
        for (long row = 0; row < rows; row++)
        {
            for (long column = 0; column < columns; column++)
            {
                SlideTile tile = Tile(level, column, row);
                if (Mask is null || tile.Tissue >= LeastTissue)
                {
                    yield return tile;
                }
            }
        }
    }

    private SlideTile Tile(SlideLevel level, long column, long row)
    {
        long x = column * (Width - Overlap);
        long y = row * (Height - Overlap);
        int width = (int)Math.Min(Width, level.Width - x);
        int height = (int)Math.Min(Height, level.Height - y);
        double down = level.Downsample;
        double tissue = Mask?.Part(x * down, y * down, width * down, height * down) ?? 1;
        return new SlideTile(column, row, level.Index, (long)Math.Round(x * down), (long)Math.Round(y * down), width, height, tissue);
    }

    // Whole tiles, and one more where pixels are left beyond the last of them.
    private long Count(long size, int tile)
    {
        long step = tile - Overlap;
        long whole = size < tile ? 0 : ((size - tile) / step) + 1;
        bool rest = whole == 0 || ((whole - 1) * step) + tile < size;
        return whole + (KeepPartial && rest ? 1 : 0);
    }
}
