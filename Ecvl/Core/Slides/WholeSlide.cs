using System.Globalization;
using System.Runtime.InteropServices;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>A whole slide of a scanner, read in parts through OpenSlide: Aperio, Hamamatsu, Leica, MIRAX, Philips, Sakura, Trestle, Ventana, tiled TIFF.</summary>
/// <remarks>Coordinates of regions are columns and rows of level 0, sizes are columns and rows of the level that is read, as in OpenSlide.
/// All members may be called from any number of threads at once. Colour profiles are not applied.
/// OpenSlide is a library of the system (<c>libopenslide0</c>); without it, opening a slide says so.</remarks>
public sealed class WholeSlide : IDisposable
{
    private readonly OpenSlideHandle _handle;

    private WholeSlide(string path, OpenSlideHandle handle)
    {
        Path = path;
        _handle = handle;
        Properties = ReadProperties();
        Levels = ReadLevels();
        unsafe
        {
            AssociatedImages = OpenSlideLibrary.Texts(OpenSlideLibrary.GetAssociatedImageNames(handle));
        }

        Check("open");
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The resolutions, the finest first.</summary>
    public IReadOnlyList<SlideLevel> Levels { get; }

    /// <summary>What the file says about itself, by the names of OpenSlide, such as <c>openslide.vendor</c> or <c>aperio.AppMag</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>Names of the additional images, such as <c>label</c>, <c>macro</c>, <c>thumbnail</c>.</summary>
    public IReadOnlyList<string> AssociatedImages { get; }

    /// <summary>Columns of level 0.</summary>
    public long Width => Levels[0].Width;

    /// <summary>Rows of level 0.</summary>
    public long Height => Levels[0].Height;

    /// <summary>Width of a column of level 0 in µm; null where it is unknown.</summary>
    public double? MicronsPerPixelX => Number("openslide.mpp-x");

    /// <summary>Height of a row of level 0 in µm; null where it is unknown.</summary>
    public double? MicronsPerPixelY => Number("openslide.mpp-y");

    /// <summary>Magnification of the objective; null where it is unknown.</summary>
    public double? ObjectivePower => Number("openslide.objective-power");

    /// <summary>What the scanner shows where it recorded nothing; white where the file does not say.</summary>
    public (byte Red, byte Green, byte Blue) BackgroundColor
        => Properties.TryGetValue("openslide.background-color", out string? text) && text.Length == 6 && uint.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint color)
            ? ((byte)(color >> 16), (byte)(color >> 8), (byte)color)
            : ((byte)255, (byte)255, (byte)255);

    /// <summary>Opens a slide. Its pixels stay in the file.</summary>
    /// <exception cref="SlideException">OpenSlide is missing, or does not know the file, or the file is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static WholeSlide Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (OpenSlideLibrary.Fault is string fault)
        {
            throw new SlideException(string.Empty, fault);
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"WholeSlide: there is no file \"{path}\".", path);
        }

        OpenSlideHandle handle = OpenSlideLibrary.Open(path);
        if (handle.IsInvalid)
        {
            handle.Dispose();
            throw new SlideException(path, $"WholeSlide: \"{path}\" is no slide that OpenSlide {OpenSlideLibrary.Version} knows.");
        }

        try
        {
            return new WholeSlide(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The level to read when a region shall be made smaller: the coarsest one that is still at least as fine as asked.</summary>
    /// <param name="downsample">Columns of level 0 for one column of the result, above 0.</param>
    public SlideLevel LevelFor(double downsample)
    {
        if (!(downsample > 0))
        {
            throw new SlideException(Path, $"WholeSlide.LevelFor: the factor {downsample} must be above 0.");
        }

        SlideLevel best = Levels[0];
        foreach (SlideLevel level in Levels)
        {
            best = level.Downsample <= downsample && level.Downsample > best.Downsample ? level : best;
        }

        return best;
    }

    /// <summary>Reads a region.</summary>
    /// <param name="level">Index of the level, 0 the finest.</param>
    /// <param name="x">First column, of level 0. Parts outside the slide count as not recorded.</param>
    /// <param name="y">First row, of level 0.</param>
    /// <param name="width">Columns of the level, at least 1.</param>
    /// <param name="height">Rows of the level, at least 1.</param>
    /// <param name="pixels">With or without opacity.</param>
    /// <returns><c>cxy</c>, <see cref="PixelType.UInt8"/>; with a geometry where the slide states its scale: in the plane of the slide, in mm from the centre of its first pixel.</returns>
    /// <exception cref="SlideException">The level or size is out of range, the region needs more than <see cref="BufferPool.MaxBytes"/>, or the file is damaged.</exception>
    public unsafe Image ReadRegion(int level, long x, long y, int width, int height, SlidePixels pixels = SlidePixels.Rgb)
    {
        if (level < 0 || level >= Levels.Count)
        {
            throw new SlideException(Path, $"WholeSlide.ReadRegion: \"{Path}\" has the levels 0 … {Levels.Count - 1}, asked was {level}.");
        }

        Image buffer = Buffer("ReadRegion", width, height);
        OpenSlideLibrary.ReadRegion(_handle, (uint*)buffer.Address, x, y, level, width, height);
        Check("ReadRegion");
        Image image = Finish(buffer, pixels);
        double down = Levels[level].Downsample;
        if (MicronsPerPixelX is double micronsX && MicronsPerPixelY is double micronsY)
        {
            Vector3D spacing = new(micronsX * down / 1000, micronsY * down / 1000, 1);

            // The first pixel covers several of level 0; its centre lies amid theirs.
            Vector3D origin = new((x + ((down - 1) / 2)) * micronsX / 1000, (y + ((down - 1) / 2)) * micronsY / 1000, 0);
            image.Geometry = new ImageGeometry(new VoxelCounts(width, height, 1), spacing, origin);
        }

        return image;
    }

    /// <summary>Reads an additional image.</summary>
    /// <param name="name">One of <see cref="AssociatedImages"/>.</param>
    /// <param name="pixels">With or without opacity.</param>
    /// <exception cref="SlideException">There is no such image, it is too large, or the file is damaged.</exception>
    public unsafe Image ReadAssociatedImage(string name, SlidePixels pixels = SlidePixels.Rgb)
    {
        if (!AssociatedImages.Contains(name))
        {
            throw new SlideException(Path, $"WholeSlide.ReadAssociatedImage: \"{Path}\" has no image \"{name}\", only {string.Join(", ", AssociatedImages)}.");
        }

        OpenSlideLibrary.GetAssociatedImageDimensions(_handle, name, out long width, out long height);
        Check("ReadAssociatedImage");
        Image buffer = Buffer("ReadAssociatedImage", width, height);
        OpenSlideLibrary.ReadAssociatedImage(_handle, name, (uint*)buffer.Address);
        Check("ReadAssociatedImage");
        return Finish(buffer, pixels);
    }

    /// <summary>Closes the file, after reads that other threads are in.</summary>
    public void Dispose() => _handle.Dispose();

    private Image Buffer(string operation, long width, long height)
        => width >= 1 && height >= 1 && width <= int.MaxValue && height <= int.MaxValue && width * height <= BufferPool.MaxBytes / 4
            ? new Image("cxy", [4, (int)width, (int)height], PixelType.UInt8, ColorType.Rgba)
            : throw new SlideException(Path, $"WholeSlide.{operation}: {width} x {height} pixels of 4 bytes are outside 1 … {BufferPool.MaxBytes} bytes; read it in parts.");

    private unsafe Image Finish(Image buffer, SlidePixels pixels)
    {
        uint* start = (uint*)buffer.Address;
        long count = (long)buffer.Width * buffer.Height;
        if (pixels == SlidePixels.Rgba)
        {
            SlideColors.ToRgba(start, count);
            return buffer;
        }

        // Three bytes of a pixel move to the front of the four, and the new image keeps the memory.
        SlideColors.ToRgb(start, count, BackgroundColor);
        return Image.Wrap(buffer.Address, buffer, "cxy", [3, buffer.Width, buffer.Height], [1, 3, 3L * buffer.Width], PixelType.UInt8, ColorType.Rgb);
    }

    private void Check(string operation)
    {
        nint error = OpenSlideLibrary.GetError(_handle);
        if (error != 0)
        {
            throw new SlideException(Path, $"WholeSlide: \"{Path}\": {operation}: {Marshal.PtrToStringUTF8(error)}; OpenSlide cannot use the open slide any more.");
        }
    }

    private unsafe Dictionary<string, string> ReadProperties()
    {
        Dictionary<string, string> properties = new(StringComparer.Ordinal);
        foreach (string name in OpenSlideLibrary.Texts(OpenSlideLibrary.GetPropertyNames(_handle)))
        {
            properties[name] = Marshal.PtrToStringUTF8(OpenSlideLibrary.GetPropertyValue(_handle, name)) ?? string.Empty;
        }

        return properties;
    }

    private SlideLevel[] ReadLevels()
    {
        Check("open");
        SlideLevel[] levels = new SlideLevel[OpenSlideLibrary.GetLevelCount(_handle)];
        for (int level = 0; level < levels.Length; level++)
        {
            OpenSlideLibrary.GetLevelDimensions(_handle, level, out long width, out long height);
            levels[level] = new SlideLevel(level, width, height, OpenSlideLibrary.GetLevelDownsample(_handle, level));
        }

        return levels;
    }

    private double? Number(string property)
        => Properties.TryGetValue(property, out string? text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value > 0 ? value : null;
}
