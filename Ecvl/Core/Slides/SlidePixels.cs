namespace DeepHealth.Ecvl;

/// <summary>What a region of a whole slide is read as.</summary>
public enum SlidePixels
{
    /// <summary>Red, green, blue; what the scanner did not record shows <see cref="WholeSlide.BackgroundColor"/>.</summary>
    Rgb,

    /// <summary>Red, green, blue, opacity not premultiplied; what the scanner did not record is all 0.</summary>
    Rgba,
}
