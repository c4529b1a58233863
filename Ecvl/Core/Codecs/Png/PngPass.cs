namespace DeepHealth.Ecvl;

/// <summary>Which pixels one pass over the image holds; PNG 8.</summary>
/// <param name="X">First column.</param>
/// <param name="Y">First row.</param>
/// <param name="StepX">Columns to the next.</param>
/// <param name="StepY">Rows to the next.</param>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PngPass(int X, int Y, int StepX, int StepY, int Width, int Height)
{
    private static readonly (int X, int Y, int StepX, int StepY)[] s_adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>The passes of a file that hold pixels, in their order.</summary>
    public static IEnumerable<PngPass> Of(PngHeader header)
    {
        if (!header.Interlaced)
        {
            yield return new PngPass(0, 0, 1, 1, header.Width, header.Height);
            yield break;
        }

        foreach ((int x, int y, int stepX, int stepY) in s_adam7)
        {
            long width = ((long)header.Width - x + stepX - 1) / stepX;
            long height = ((long)header.Height - y + stepY - 1) / stepY;
            if (width > 0 && height > 0)
            {
                yield return new PngPass(x, y, stepX, stepY, (int)width, (int)height);
            }
        }
    }
}
