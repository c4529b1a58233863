namespace DeepHealth.Ecvl;

/// <summary>How the pixels of one page are stored, checked as far as that goes without decoding.</summary>
internal sealed class TiffPage
{
    public const int WhiteIsZero = 0;
    public const int BlackIsZero = 1;
    public const int Rgb = 2;
    public const int Palette = 3;
    public const int Mask = 4;
    public const int Separated = 5;
    public const int YCbCr = 6;
    public const int CieLab = 8;
    public const int IccLab = 9;
    private const int MostSamples = 4096;
    private readonly TiffFile _file;

    public TiffPage(TiffFile file, long offset)
    {
        _file = file;
        Directory = new TiffDirectory(file, offset);
        Width = Size(TiffTag.ImageWidth);
        Height = Size(TiffTag.ImageLength);
        Samples = (int)Bounded(TiffTag.SamplesPerPixel, 1, 1, MostSamples);

        // Slices within one page, an extension of SGI: the first alone would be a wrong image.
        Bounded(TiffTag.ImageDepth, 1, 1, 1);
        Compression = (int)Directory.Integer(TiffTag.Compression, TiffScheme.None);
        if (!TiffScheme.IsKnown(Compression))
        {
            throw file.Fault($"the field Compression (259) is {Compression} ({TiffScheme.Refused(Compression)}), which is not supported; supported are {TiffScheme.Names}.");
        }

        // As libtiff does, old JPEG files are taken to hold YCbCr even where they state RGB.
        bool old = Compression == TiffScheme.OldJpeg;
        Bits = Same(TiffTag.BitsPerSample, old ? 8 : 1);
        Format = Same(TiffTag.SampleFormat, 1) is int format and not 4 ? format : 1;
        int guess = TiffScheme.IsFax(Compression) ? WhiteIsZero : Samples >= 3 ? Rgb : BlackIsZero;
        Photometric = (int)Directory.Integer(TiffTag.Photometric, guess);
        Photometric = old && Photometric == Rgb && Samples == 3 ? YCbCr : Photometric;
        IsPlanar = Bounded(TiffTag.PlanarConfiguration, 1, 1, 2) == 2 && Samples > 1;

        // As libtiff does, the field is heeded only for the schemes that it was made for.
        Predictor = TiffScheme.IsPredicted(Compression) ? (int)Math.Clamp(Directory.Integer(TiffTag.Predictor, 1), 0, 9) : 1;
        ReversedBits = Directory.Integer(TiffTag.FillOrder, 1) == 2;
        Orientation = (int)Directory.Integer(TiffTag.Orientation, 1) is int turn and >= 1 and <= 8 ? turn : 1;
        ExtraSamples = Directory.Integers(TiffTag.ExtraSamples);
        long[] sampling = Directory.Integers(TiffTag.YCbCrSubSampling);
        bool subsampled = Photometric == YCbCr && !TiffScheme.IsPicture(Compression);
        Subsampling = !subsampled ? (1, 1) : sampling.Length < 2 ? (2, 2) : ((int)Math.Clamp(sampling[0], 0, 9), (int)Math.Clamp(sampling[1], 0, 9));
        Check();
        IsTiled = Directory.Has(TiffTag.TileWidth) || Directory.Has(TiffTag.TileOffsets);
        BlockWidth = IsTiled ? Size(TiffTag.TileWidth) : Width;
        long rows = Directory.Integer(TiffTag.RowsPerStrip, uint.MaxValue);
        BlockHeight = IsTiled ? Size(TiffTag.TileLength) : rows <= 0 ? throw file.Fault($"the field RowsPerStrip (278) is {rows}, it must be at least 1.") : (int)Math.Min(rows, Height);
        Across = (int)(((long)Width + BlockWidth - 1) / BlockWidth);
        Down = (int)(((long)Height + BlockHeight - 1) / BlockHeight);
        Offsets = Directory.Integers(IsTiled && Directory.Has(TiffTag.TileOffsets) ? TiffTag.TileOffsets : TiffTag.StripOffsets);
        Counts = Directory.Integers(IsTiled && Directory.Has(TiffTag.TileByteCounts) ? TiffTag.TileByteCounts : TiffTag.StripByteCounts);
        CheckBlocks();
    }

    public TiffDirectory Directory { get; }

    public int Width { get; }

    public int Height { get; }

    public int Samples { get; }

    /// <summary>Bits of a sample, 1 … 64.</summary>
    public int Bits { get; }

    /// <summary>1 unsigned, 2 signed, 3 floating point.</summary>
    public int Format { get; }

    public int Compression { get; }

    public int Photometric { get; }

    public int Predictor { get; }

    /// <summary>Whether every sample has blocks of its own.</summary>
    public bool IsPlanar { get; }

    /// <summary>Whether the lowest bit of a byte comes first.</summary>
    public bool ReversedBits { get; }

    /// <summary>As EXIF has it, 1 … 8.</summary>
    public int Orientation { get; }

    public long[] ExtraSamples { get; }

    /// <summary>Columns and rows of brightness for one of colour.</summary>
    public (int X, int Y) Subsampling { get; }

    public bool IsTiled { get; }

    public int BlockWidth { get; }

    public int BlockHeight { get; }

    /// <summary>Blocks side by side.</summary>
    public int Across { get; }

    /// <summary>Blocks below each other.</summary>
    public int Down { get; }

    public long[] Offsets { get; }

    public long[] Counts { get; private set; }

    /// <summary>Samples of a pixel within one block.</summary>
    public int BlockSamples => IsPlanar ? 1 : Samples;

    /// <summary>Bytes of a row of a block, unpacked; pictures give whole bytes, and rows of subsampled colours are stored otherwise.</summary>
    public long RowBytes => (((long)BlockWidth * BlockSamples * (TiffScheme.IsPicture(Compression) ? 8 * TiffLanes.BytesFor(Bits) : Bits)) + 7) / 8;

    /// <summary>Whether opacity is multiplied into the colours.</summary>
    public bool IsPremultiplied => ExtraSamples.Length > 0 && ExtraSamples[0] == 1;

    /// <summary>The pixel type that holds the samples.</summary>
    public PixelType PixelType => Format switch
    {
        3 => Bits == 64 ? PixelType.Float64 : PixelType.Float32,
        2 => Bits <= 8 ? PixelType.Int8 : Bits <= 16 ? PixelType.Int16 : Bits <= 32 ? PixelType.Int32 : PixelType.Int64,
        _ => Bits <= 8 || Photometric == Palette ? PixelType.UInt8 : Bits <= 16 ? PixelType.UInt16 : Bits <= 32 ? PixelType.UInt32 : PixelType.UInt64,
    };

    /// <summary>What the samples of a pixel mean once they are read.</summary>
    public ColorType Color
    {
        get
        {
            bool opacity = ExtraSamples.Length > 0 ? ExtraSamples[0] is 1 or 2 : Photometric == Rgb;
            return Photometric switch
            {
                Palette or YCbCr => ColorType.Rgb,
                CieLab or IccLab when Samples == 3 => ColorType.Lab,
                Separated when Samples == 4 && Directory.Integer(TiffTag.InkSet, 1) == 1 => ColorType.Cmyk,
                Rgb when Samples == 3 => ColorType.Rgb,
                Rgb when Samples == 4 && opacity => ColorType.Rgba,
                WhiteIsZero or BlackIsZero or Mask when Samples == 1 => ColorType.Gray,
                WhiteIsZero or BlackIsZero when Samples == 2 && opacity => ColorType.GrayAlpha,
                _ => ColorType.None,
            };
        }
    }

    private int Size(TiffTag tag) => Directory.Has(tag)
        ? (int)Bounded(tag, 0, 1, int.MaxValue)
        : throw _file.Fault($"the field {tag} ({(int)tag}) is missing; the page cannot be read.");

    private long Bounded(TiffTag tag, long missing, long least, long most)
    {
        long value = Directory.Integer(tag, missing);
        return value >= least && value <= most ? value : throw _file.Fault($"the field {tag} ({(int)tag}) is {value}, it must be {least} … {most}.");
    }

    private int Same(TiffTag tag, int missing)
    {
        long[] values = Directory.Integers(tag);
        foreach (long value in values)
        {
            if (value != values[0])
            {
                throw _file.Fault($"the field {tag} ({(int)tag}) states {values[0]} for one sample and {value} for another; all must be equal.");
            }
        }

        return values.Length == 0 ? missing : (int)Math.Clamp(values[0], 0, 256);
    }

    private void Check()
    {
        bool known = Format switch { 1 or 2 => Bits is (>= 1 and <= 32) or 64, 3 => Bits is 16 or 24 or 32 or 64, _ => false };
        if (!known)
        {
            throw _file.Fault($"BitsPerSample (258) is {Bits} with SampleFormat (339) {Format}; supported are 1 to 32 and 64 bits for whole numbers (1, 2) and 16, 24, 32, 64 for floating point (3).");
        }

        bool fits = Photometric switch
        {
            WhiteIsZero or BlackIsZero => true,
            Rgb => Samples >= 3,
            Palette => Samples == 1 && Format == 1 && Bits <= 16,
            Mask => Samples == 1,
            Separated => Samples >= 1,
            YCbCr => Samples == 3 && Bits == 8 && Format == 1 && Subsampling is { X: 1 or 2 or 4, Y: 1 or 2 or 4 } && (Subsampling == (1, 1) || (!IsPlanar && Predictor == 1)),
            CieLab or IccLab => Samples is 1 or 3 && ((Bits is 8 or 16 && Format == 1) || Format == 3),
            _ => false,
        };
        if (!fits)
        {
            throw _file.Fault($"PhotometricInterpretation (262) is {Photometric} with {Samples} samples of {Bits} bits in format {Format}, subsampled {Subsampling}, which is not supported; supported are gray, RGB, palette, mask, CMYK, YCbCr and Lab.");
        }

        if (TiffScheme.IsFax(Compression) && (Bits != 1 || BlockSamples != 1))
        {
            throw _file.Fault($"Compression (259) is {Compression}, facsimile, which needs one sample of 1 bit; the page has {Samples} of {Bits}.");
        }

        if (Compression == TiffScheme.WebP && (Bits != 8 || Format != 1 || BlockSamples is < 3 or > 4))
        {
            throw _file.Fault($"Compression (259) is {Compression}, WebP, which needs 3 or 4 samples of 8 bits within a block; the page has {BlockSamples} of {Bits} in format {Format}.");
        }

        if (Predictor is < 1 or > 3 || (Predictor == 3 && Format != 3))
        {
            throw _file.Fault($"the field Predictor (317) is {Predictor} with SampleFormat (339) {Format}; known are 1, 2, and 3 for floating point.");
        }
    }

    private void CheckBlocks()
    {
        long needed = (long)Across * Down * (IsPlanar ? Samples : 1);
        if (Counts.Length == 0 && Offsets.Length == 1 && Offsets[0] <= _file.Source.Data.Length)
        {
            // Old writers leave out how long the only strip is: it goes on to the end of the file.
            Counts = [_file.Source.Data.Length - Offsets[0]];
        }

        if (Offsets.Length < needed || Counts.Length < needed)
        {
            throw _file.Fault($"{Width} x {Height} pixels in blocks of {BlockWidth} x {BlockHeight} need {needed} offsets and lengths, the directory has {Offsets.Length} and {Counts.Length}.");
        }
    }
}
