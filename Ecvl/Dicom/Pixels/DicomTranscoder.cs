using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Changes the compression of the pixels of a file.</summary>
public static class DicomTranscoder
{
    /// <summary>A file with the same content in another transfer syntax; save it to write it.</summary>
    /// <remarks><para>Stored values stay as they are, except under lossy compression; their cells become 8, 16 or 32 bits wide with the value in the lowest bits, samples of a
    /// pixel come together and halved chroma is repeated. An offset table is written. Overlays in unused bits
    /// of uncompressed pixels get elements of their own.</para>
    /// <para>Lossy compression sets Lossy Image Compression (0028,2110), its ratio and method, makes the image a derived one and gives it a new SOP Instance UID
    /// (PS3.3 section C.7.6.1.1.5).</para>
    /// <para>Large values of the result may still lie in the source: keep it open until the result is saved.</para></remarks>
    /// <param name="file">The source, which stays as it is.</param>
    /// <param name="syntax">Encoding of the result.</param>
    /// <param name="options">How to compress.</param>
    /// <exception cref="DicomException">The source cannot be decoded, or the compression is not written or cannot hold its pixels.</exception>
    public static DicomFile Convert(DicomFile file, DicomTransferSyntax syntax, DicomEncodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(syntax);
        DicomDataSet copy = Copy(file.DataSet);
        bool isFloat = copy.Contains(DicomTags.FloatPixelData) || copy.Contains(DicomTags.DoubleFloatPixelData);
        DicomElement? source = file.DataSet.Find(DicomTags.PixelData);
        if (isFloat && syntax.IsEncapsulated)
        {
            throw new DicomException($"DicomTranscoder: the floating-point pixels of \"{file.Name}\" cannot be written as {syntax}; they are never compressed, write a native syntax.") { SourceName = file.Name, Tag = DicomTags.FloatPixelData };
        }

        if (source is not null && (source.Fragments is null ? syntax.IsEncapsulated : syntax.Uid != file.TransferSyntax.Uid))
        {
            DicomPixels pixels = DicomPixels.Of(file);
            if (syntax.IsEncapsulated)
            {
                Compress(copy, pixels, syntax, options ?? new DicomEncodeOptions(), file.Name);
                if (source.Fragments is null)
                {
                    DicomOverlay.Detach(file.DataSet, copy, pixels.Format);
                }
            }
            else
            {
                WriteNative(copy, pixels, file.Name);
            }

            Describe(copy, pixels, syntax.IsEncapsulated ? DicomCodecs.Find(syntax.Uid)! : null, DicomCodecs.Find(file.TransferSyntax.Uid)?.LossyMethod);
        }

        DicomFile result = new(copy, syntax);
        foreach (DicomElement element in file.Meta)
        {
            // Saving writes these anew.
            if (element.Tag != DicomTags.TransferSyntaxUID && element.Tag != DicomTags.FileMetaInformationGroupLength)
            {
                result.Meta.Set(element.Copy());
            }
        }

        return result;
    }

    private static void Compress(DicomDataSet copy, DicomPixels pixels, DicomTransferSyntax syntax, DicomEncodeOptions options, string name)
    {
        IDicomCodec codec = DicomCodecs.Find(syntax.Uid)
            ?? throw new DicomException($"DicomTranscoder: {syntax} has no encoder; \"{name}\" can be written as {string.Join(", ", DicomCodecs.Syntaxes.Order(StringComparer.Ordinal))}.") { SourceName = name };
        if (codec.LossyMethod is not null && pixels.Photometric == "PALETTE COLOR")
        {
            throw new DicomException($"DicomTranscoder: \"{name}\" cannot be written as {syntax}: neighbouring numbers of a palette are no similar colours, so they must stay as they are.") { SourceName = name, Tag = DicomTags.PhotometricInterpretation };
        }

        List<byte[]> frames = [];
        long packed = 0;
        long native = 0;
        for (int frame = 0; frame < pixels.Format.Frames; frame++)
        {
            CodedPixels coded = Read(pixels, frame);
            try
            {
                frames.Add(codec.Encode(coded, pixels.Photometric, options));
            }
            catch (ImageFileException error)
            {
                throw new DicomException($"DicomTranscoder: frame {frame} of \"{name}\" cannot be written as {syntax}: {error.Message}", error) { SourceName = name, Tag = DicomTags.PixelData };
            }

            packed += frames[^1].Length;
            native += coded.Samples.Length;
        }

        DicomEncapsulation.Set(copy, frames, options.ExtendedOffsetTable);
        if (codec.LossyMethod is { } method)
        {
            MarkLossy(copy, method, (double)native / packed);
        }
    }

    private static void WriteNative(DicomDataSet copy, DicomPixels pixels, string name)
    {
        int width = CellBytes(pixels.Format);
        long length = pixels.Format.ValuesPerFrame * pixels.Format.Frames * width;
        if (length > Array.MaxLength)
        {
            throw new DicomException($"DicomTranscoder: the {length} bytes of native pixels of \"{name}\" do not fit in an element of {Array.MaxLength}; keep it compressed.") { SourceName = name, Tag = DicomTags.PixelData };
        }

        byte[] cells = new byte[length];
        int frameBytes = (int)(length / pixels.Format.Frames);
        for (int frame = 0; frame < pixels.Format.Frames; frame++)
        {
            Fill(pixels, frame, cells.AsSpan(frame * frameBytes, frameBytes));
        }

        DicomEncapsulation.Clear(copy);
        copy.Set(new DicomElement(DicomTags.PixelData, width > 1 ? DicomVr.OW : DicomVr.OB, new DicomBytes(cells)));
    }

    private static CodedPixels Read(DicomPixels pixels, int frame)
    {
        DicomPixelFormat format = pixels.Format;
        byte[] samples = new byte[format.ValuesPerFrame * CellBytes(format)];
        Fill(pixels, frame, samples);
        return new CodedPixels(format.Columns, format.Rows, format.SamplesPerPixel, format.BitsStored, format.IsSigned, samples);
    }

    private static void Fill(DicomPixels pixels, int frame, Span<byte> cells)
    {
        switch (pixels.Format.StoredType)
        {
            case PixelType.UInt8:
                pixels.ReadFrame(frame, cells);
                break;
            case PixelType.Int8:
                pixels.ReadFrame(frame, MemoryMarshal.Cast<byte, sbyte>(cells));
                break;
            case PixelType.UInt16:
                pixels.ReadFrame(frame, MemoryMarshal.Cast<byte, ushort>(cells));
                break;
            case PixelType.Int16:
                pixels.ReadFrame(frame, MemoryMarshal.Cast<byte, short>(cells));
                break;
            case PixelType.UInt32:
                pixels.ReadFrame(frame, MemoryMarshal.Cast<byte, uint>(cells));
                break;
            default:
                pixels.ReadFrame(frame, MemoryMarshal.Cast<byte, int>(cells));
                break;
        }
    }

    private static int CellBytes(DicomPixelFormat format) => format.BitsStored switch
    {
        <= 8 => 1,
        <= 16 => 2,
        _ => 4,
    };

    private static void Describe(DicomDataSet copy, DicomPixels pixels, IDicomCodec? codec, string? lossySource)
    {
        copy.Set(DicomTags.BitsAllocated, CellBytes(pixels.Format) * 8);
        copy.Set(DicomTags.HighBit, pixels.Format.BitsStored - 1);
        if (pixels.Format.SamplesPerPixel > 1)
        {
            copy.Set(DicomTags.PlanarConfiguration, 0d);
        }

        if (copy.Contains(DicomTags.PhotometricInterpretation))
        {
            copy.Set(DicomTags.PhotometricInterpretation, codec?.PhotometricOf(pixels.Photometric) ?? pixels.Photometric);
        }

        if (lossySource == DicomJpegCodec.Method && !copy.Contains(DicomPixelTags.LossyImageCompression))
        {
            // What JPEG once lost stays lost.
            copy.Set(DicomPixelTags.LossyImageCompression, "01");
        }
    }

    private static void MarkLossy(DicomDataSet copy, string method, double ratio)
    {
        double[] ratios = copy.GetDoubles(DicomPixelTags.LossyImageCompressionRatio);
        string[] methods = copy.Find(DicomPixelTags.LossyImageCompressionMethod)?.GetStrings() ?? [];
        copy.Set(DicomPixelTags.LossyImageCompression, "01");
        // Two decimals tell enough and fit into a decimal string.
        double[] allRatios = [.. ratios, Math.Round(ratio, 2)];
        string[] allMethods = [.. methods, method];
        copy.Set(DicomPixelTags.LossyImageCompressionRatio, allRatios);
        copy.Set(DicomPixelTags.LossyImageCompressionMethod, allMethods);
        string[] kind = copy.Find(DicomTags.ImageType)?.GetStrings() ?? [];
        string[] derived = kind.Length > 1 ? ["DERIVED", .. kind[1..]] : ["DERIVED", "SECONDARY"];
        copy.Set(DicomTags.ImageType, derived);
        copy.Set(DicomTags.SOPInstanceUID, DicomUid.Create());
    }

    private static DicomDataSet Copy(DicomDataSet source)
    {
        DicomDataSet copy = new();
        foreach (DicomElement element in source)
        {
            copy.Set(element.IsSequence ? new DicomElement(element.Tag, element.Items.Select(Copy))
                : element.Fragments is { } fragments ? new DicomElement(element.Tag, element.Vr, fragments)
                : new DicomElement(element.Tag, element.Vr, element.Value));
        }

        return copy;
    }
}
