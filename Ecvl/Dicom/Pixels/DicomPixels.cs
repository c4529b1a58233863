using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Frames of a file: as stored, in modality units, in colours, or as they are displayed.</summary>
/// <remarks>Frames are read from the file and decoded one by one, each time they are asked for; reading is safe from several threads.</remarks>
public sealed partial class DicomPixels
{
    private readonly DicomDataSet _dataSet;
    private readonly DicomElement _pixels;
    private readonly IDicomCodec? _codec;
    private readonly DicomFrameIndex? _index;
    private readonly string _name;

    private DicomPixels(DicomDataSet dataSet, DicomElement pixels, DicomTransferSyntax syntax, string name)
    {
        _dataSet = dataSet;
        _pixels = pixels;
        _name = name;
        Format = DicomPixelFormat.Of(dataSet);
        Photometric = Format.Photometric;
        if (pixels.Fragments is { } fragments)
        {
            _codec = DicomCodecs.Find(syntax.Uid) ?? throw Wrong($"is compressed as {syntax}, which has no decoder; decoded are {string.Join(", ", DicomCodecs.Syntaxes.Order(StringComparer.Ordinal))}");
            _index = DicomFrameIndex.Of(dataSet, fragments, Format.Frames);
            Photometric = Photometric switch
            {
                // JPEG 2000 inverts its own transform, JPEG repeats halved chroma.
                "YBR_RCT" or "YBR_ICT" => "RGB",
                "YBR_FULL_422" => "YBR_FULL",
                _ => Photometric,
            };
        }
        else if (Format.HasHalvedChroma)
        {
            Photometric = Photometric[..^4];
        }
    }

    /// <summary>Shape and cells.</summary>
    public DicomPixelFormat Format { get; }

    /// <summary>Photometric interpretation of frames once decoded: without halved chroma and without the transforms within JPEG 2000.</summary>
    public string Photometric { get; }

    /// <summary>The pixels of a file.</summary>
    /// <exception cref="DicomException">The file has no pixel data, their description is impossible, or their compression has no decoder.</exception>
    public static DicomPixels Of(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        DicomElement pixels = file.DataSet.Find(DicomTags.FloatPixelData) ?? file.DataSet.Find(DicomTags.DoubleFloatPixelData) ?? file.DataSet[DicomTags.PixelData];
        if (pixels.IsSequence)
        {
            throw new DicomException($"DicomPixels: {pixels} of \"{file.Name}\" is a sequence, not pixel data.") { SourceName = file.Name, Tag = pixels.Tag };
        }

        return new DicomPixels(file.DataSet, pixels, file.TransferSyntax, file.Name);
    }

    /// <summary>A frame of stored values.</summary>
    /// <remarks>Bits beside the stored ones are cut off and signs extended (PS3.5 section 8.1.1). Halved chroma samples are repeated. Colours are not converted.
    /// <para>Made for small frames: .NET takes arrays of more than 85,000 bytes from fresh memory, which the system clears page by page. To open a file of
    /// 512 × 512 values of 16 bits and read it takes 217 µs this way, 47 µs with <see cref="ReadImage"/>, whose memory is recycled, and 30 µs with
    /// <see cref="ReadFrame{T}(int, Span{T})"/> into memory of the caller (Zen 5, file in the cache of the system). A program that needs arrays of its own reaches
    /// 32 µs where its setting <c>System.GC.LOHThreshold</c> is above the bytes of a frame.</para></remarks>
    /// <typeparam name="T">An integer that holds all values of <see cref="DicomPixelFormat.BitsStored"/> bits.</typeparam>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <returns><c>[rows, columns, samples]</c>.</returns>
    /// <exception cref="ArgumentException">The type is too small, or the pixels are floating-point numbers.</exception>
    /// <exception cref="DicomException">The pixel data are too short or damaged.</exception>
    public T[] ReadFrame<T>(int frame)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        T[] values = GC.AllocateUninitializedArray<T>(CheckedLength(frame));
        ReadFrame(frame, values.AsSpan());
        return values;
    }

    /// <summary>Reads a frame of stored values into memory of the caller.</summary>
    /// <typeparam name="T">An integer that holds all values of <see cref="DicomPixelFormat.BitsStored"/> bits.</typeparam>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <param name="values">As long as a frame has values: <c>[rows, columns, samples]</c>.</param>
    /// <exception cref="ArgumentException">The type is too small, the length differs, or the pixels are floating-point numbers.</exception>
    /// <exception cref="DicomException">The pixel data are too short or damaged.</exception>
    public void ReadFrame<T>(int frame, Span<T> values)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        int length = CheckedLength(frame);
        (long least, long most) = Format.IsSigned ? (-1L << (Format.BitsStored - 1), (1L << (Format.BitsStored - 1)) - 1) : (0, (1L << Format.BitsStored) - 1);
        if (Format.IsFloat || long.CreateSaturating(T.MinValue) > least || long.CreateSaturating(T.MaxValue) < most || values.Length != length)
        {
            throw new ArgumentException($"DicomPixels: {values.Length} {typeof(T).Name} do not hold {length} {Format.StoredType} values of {Format.BitsStored} bits.", nameof(values));
        }

        int lowBit = Format.HighBit + 1 - Format.BitsStored;
        if (_codec is not null)
        {
            CodedPixels coded = Decode(frame);
            // Streams other than run lengths hold values at the lowest bits.
            int low = _codec is DicomRleCodec ? lowBit : 0;
            DicomCells.Read(coded.Samples.Span, coded.BytesPerSample, low, Math.Min(Format.BitsStored, coded.BytesPerSample * 8), Format.IsSigned, values);
            return;
        }

        if (IsPlain && Unsafe.SizeOf<T>() * 8 == Format.BitsAllocated && (T.MinValue < T.Zero) == Format.IsSigned)
        {
            ReadNative(frame, MemoryMarshal.AsBytes(values));
            DicomCells.Align(values, Format.BitsAllocated - 1 - Format.HighBit, Format.BitsAllocated - Format.BitsStored);
            return;
        }

        int width = Format.BitsAllocated switch
        {
            <= 8 => 1,
            <= 16 => 2,
            _ => 4,
        };
        int bytes = checked(values.Length * width);
        byte[] rented = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            Span<byte> cells = rented.AsSpan(0, bytes);
            ReadNative(frame, cells);
            DicomCells.Read(cells, width, lowBit, Format.BitsStored, Format.IsSigned, values);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>A frame of Float or Double Float Pixel Data.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <returns><c>[rows, columns, samples]</c>.</returns>
    /// <exception cref="ArgumentException">The pixels are integers.</exception>
    /// <exception cref="DicomException">The pixel data are too short.</exception>
    public double[] ReadFloatFrame(int frame)
    {
        double[] values = new double[CheckedLength(frame)];
        if (!Format.IsFloat)
        {
            throw new ArgumentException($"DicomPixels: \"{_name}\" stores {Format.StoredType}; read integers by ReadFrame.", nameof(frame));
        }

        if (Format.BitsAllocated == 64)
        {
            ReadNative(frame, MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }

        float[] singles = new float[values.Length];
        ReadNative(frame, MemoryMarshal.AsBytes(singles.AsSpan()));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = singles[i];
        }

        return values;
    }

    /// <summary>The compressed bytes of a frame; null for native pixel data.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    public byte[]? ReadCompressed(int frame)
    {
        CheckFrame(frame);
        return _index?.Read(frame);
    }

    /// <summary>Makes sure that the file is long enough for the frames that it states, without decoding them.</summary>
    /// <exception cref="DicomException">It is not.</exception>
    internal void CheckLength() => _ = CheckedLength(Format.Frames - 1);

    private CodedPixels Decode(int frame)
    {
        CodedPixels coded;
        try
        {
            coded = _codec!.Decode(_index!.Read(frame), Format, _name);
        }
        catch (FormatException error) when (error is ImageFileException or DicomException)
        {
            throw new DicomException($"DicomPixels: frame {frame} of \"{_name}\" cannot be decoded: {error.Message}", error) { SourceName = _name, Tag = DicomTags.PixelData, Offset = _pixels.Fragments!.Fragments[0].Offset };
        }

        return coded.Width == Format.Columns && coded.Height == Format.Rows && coded.Components == Format.SamplesPerPixel && coded.BytesPerSample * 8 >= Math.Min(Format.BitsStored, 8)
            ? coded
            : throw Wrong($"has frames of {Format.Columns} x {Format.Rows} pixels with {Format.SamplesPerPixel} samples, the compressed frame {frame} has {coded.Width} x {coded.Height} with {coded.Components}");
    }

    private int CheckedLength(int frame)
    {
        CheckFrame(frame);
        return Format.ValuesPerFrame * 8 <= Array.MaxLength
            ? MayHold(frame) ? (int)Format.ValuesPerFrame : throw TooShort(frame)
            : throw Wrong($"has frames of {Format.Columns} x {Format.Rows} x {Format.SamplesPerPixel} values, at most {Array.MaxLength / 8} can be read at once");
    }

    private void CheckFrame(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Format.Frames);
    }

    private DicomException Wrong(string what) => new($"DicomPixels: \"{_name}\" {what}.") { SourceName = _name, Tag = _pixels.Tag };
}
