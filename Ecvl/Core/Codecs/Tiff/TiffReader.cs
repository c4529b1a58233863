namespace DeepHealth.Ecvl;

/// <summary>Decodes one page of a TIFF file.</summary>
internal sealed unsafe class TiffReader
{
    private readonly TiffFile _file;
    private readonly TiffPage _page;
    private readonly TiffSamples _samples;
    private readonly int _laneBytes;

    public TiffReader(TiffFile file, int page)
    {
        _file = file;
        _page = new TiffPage(file, file.Directories[page]);
        _samples = new TiffSamples(file, _page);
        _laneBytes = TiffLanes.BytesFor(_page.Bits);
    }

    public Image Read(ImageReadOptions options)
    {
        int channels = _page.Samples * _samples.PerLane;
        options.Check(_file.Source, TiffCodec.Name, _page.Width, _page.Height, channels * _page.PixelType.ByteCount());
        TiffBlocks blocks = new(_file, _page, options);
        Image image = new("cxy", [channels, _page.Width, _page.Height], _page.PixelType);
        for (int block = 0; block < _page.Across * _page.Down * (_page.IsPlanar ? _page.Samples : 1); block++)
        {
            Place(blocks, block, image);
        }

        TiffColors.Finish(_file, _page, image);
        image = image.WithColor(_page.Color);
        TiffMetadata.Read(_file, _page, image.Metadata);
        if (blocks.IsDamaged)
        {
            image.Metadata.Set(ImageMetadata.IsIncomplete, true);
        }

        GC.KeepAlive(image);
        return PixelDensity.Located(TiffOrientation.Apply(image, _page.Orientation));
    }

    private void Place(TiffBlocks blocks, int block, Image image)
    {
        (int plane, int left, int top) = Corner(_page, block);
        int rows = Math.Min(_page.BlockHeight, _page.Height - top);
        int columns = Math.Min(_page.BlockWidth, _page.Width - left);
        ReadOnlySpan<byte> data = blocks.Unpack(block, _page.IsTiled ? _page.BlockHeight : rows, out int rowBytes);
        if (_page.Subsampling != (1, 1))
        {
            TiffColors.Spread(_page, data, image, left, top);
            return;
        }

        // Pictures give a lane for each sample, in the order of this machine.
        bool isPicture = TiffScheme.IsPicture(_page.Compression);
        int bits = isPicture ? 8 * _laneBytes : _page.Bits;
        bool bigEndian = isPicture ? !BitConverter.IsLittleEndian : _file.BigEndian;
        bool joins = _page.Predictor == 3;
        byte[] joined = new byte[joins ? rowBytes : 0];
        byte[] row = new byte[joins ? rowBytes : 0];
        int sampleBytes = _page.PixelType.ByteCount();
        int kept = columns * _page.BlockSamples;
        byte[] lanes = new byte[kept * _laneBytes];
        byte[] samples = new byte[kept * _samples.PerLane * sampleBytes];
        for (int y = 0; y < rows; y++)
        {
            ReadOnlySpan<byte> packed = data[(y * rowBytes)..];
            if (joins)
            {
                packed[..rowBytes].CopyTo(row);
                TiffLanes.Join(row, joined, _page.BlockSamples, _page.Bits / 8);
                packed = joined;
            }

            TiffLanes.Unpack(packed, lanes, bits, joins || bigEndian);
            if (_page.Predictor == 2)
            {
                TiffLanes.Accumulate(lanes, _laneBytes, _page.BlockSamples, _page.Bits);
            }

            _samples.Convert(lanes, samples);
            Store(samples, image, plane, left, top + y, sampleBytes);
        }
    }

    /// <summary>The sample, the column and the row where a block begins.</summary>
    public static (int Plane, int Left, int Top) Corner(TiffPage page, int block)
    {
        int inPlane = block % (page.Across * page.Down);
        return (block / (page.Across * page.Down), inPlane % page.Across * page.BlockWidth, inPlane / page.Across * page.BlockHeight);
    }

    private void Store(ReadOnlySpan<byte> samples, Image image, int plane, int left, int y, int sampleBytes)
    {
        int channels = image.ChannelCount;
        byte* line = (byte*)image.Address + ((((long)y * image.Width) + left) * channels * sampleBytes);
        if (!_page.IsPlanar)
        {
            samples.CopyTo(new Span<byte>(line, samples.Length));
            return;
        }

        line += plane * sampleBytes;
        int step = channels * sampleBytes;
        for (int i = 0; i < samples.Length; i += sampleBytes, line += step)
        {
            samples.Slice(i, sampleBytes).CopyTo(new Span<byte>(line, sampleBytes));
        }
    }
}
