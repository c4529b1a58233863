namespace DeepHealth.Ecvl;

/// <summary>One tile of a whole slide; <see cref="WholeSlide.ReadRegion"/> takes its numbers.</summary>
/// <param name="Column">Place among the tiles of its row, also of those that were left out.</param>
/// <param name="Row">Place among the rows of tiles.</param>
/// <param name="Level">Index of the level.</param>
/// <param name="X">First column, of level 0.</param>
/// <param name="Y">First row, of level 0.</param>
/// <param name="Width">Columns of the level.</param>
/// <param name="Height">Rows of the level.</param>
/// <param name="Tissue">Part of the tile that is tissue, 0 … 1; 1 where no mask was given.</param>
public readonly record struct SlideTile(long Column, long Row, int Level, long X, long Y, int Width, int Height, double Tissue)
{
    /// <summary>Reads the tile.</summary>
    /// <exception cref="SlideException">The slide has no such region, or is damaged.</exception>
    public Image Read(WholeSlide slide, SlidePixels pixels = SlidePixels.Rgb)
    {
        ArgumentNullException.ThrowIfNull(slide);
        return slide.ReadRegion(Level, X, Y, Width, Height, pixels);
    }
}
