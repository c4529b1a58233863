using System.Buffers.Binary;

namespace DeepHealth.Ecvl;

/// <summary>Decodes JPEG blocks of the kind 6: TIFF 6.0 section 22, and what writers made of it.</summary>
/// <remarks>The tables lie in the directory, or in the stream that JPEGInterchangeFormat points to, or at the begin of the first block or of each. That stream may
/// hold the whole page; then the blocks are not looked at. Colours are those of the field YCbCrCoefficients and its neighbours, and are repeated where they are
/// subsampled, as libtiff does.</remarks>
internal sealed class TiffOldJpeg : TiffPictures
{
    private readonly TiffJpegParts _shared;
    private readonly bool _isWhole;
    private CodedPixels? _whole;

    public TiffOldJpeg(TiffFile file, TiffPage page)
        : base(file, page)
    {
        long offset = page.Directory.Integer(TiffTag.JpegInterchangeFormat, 0);
        long length = page.Directory.Integer(TiffTag.JpegInterchangeFormatLength, 0);
        long room = file.Source.Data.Length - offset;
        if (offset <= 0 || room <= 0)
        {
            // Without such a stream, the begin of the first block may be one.
            _shared = page.Counts[0] > 0 ? TiffJpegParts.Parse(file, Stream(0), page.Offsets[0]) : new TiffJpegParts();
            return;
        }

        length = length <= 0 ? room : Math.Min(length, room);
        _shared = TiffJpegParts.Parse(file, file.Slice(offset, length, "the field JPEGInterchangeFormat (513)"), offset);

        // A stream of headers only may end in a byte of filling, or in a mark.
        bool hasData = _shared.Rest.Length > 1 && !_shared.Rest.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.End]);
        _isWhole = !_shared.Frame.IsEmpty && !_shared.Scan.IsEmpty && hasData;
    }

    /// <inheritdoc/>
    protected override CodedPixels Decode(int block, ReadOnlyMemory<byte> data, out bool isWholePage)
    {
        isWholePage = _isWhole;
        if (_isWhole)
        {
            return _whole ??= Decode([0xFF, JpegMarker.Start, .. _shared.Tables, .. _shared.Frame.Span, .. _shared.Scan.Span, .. _shared.Rest.Span], Page.Width, Page.Height);
        }

        (int plane, int _, int top) = TiffReader.Corner(Page, block);
        int rows = Page.IsTiled ? Page.BlockHeight : Math.Min(Page.BlockHeight, Page.Height - top);
        TiffJpegParts own = TiffJpegParts.Parse(File, data, Page.Offsets[block]);
        TiffJpegParts common = own.Frame.IsEmpty && _shared.Frame.IsEmpty ? TiffJpegTables.Of(File, Page, plane) : _shared;
        byte[] frame = (own.Frame.IsEmpty ? common.Frame : own.Frame).ToArray();
        ReadOnlyMemory<byte> scan = own.Scan.IsEmpty ? common.Scan : own.Scan;
        if (scan.IsEmpty)
        {
            throw File.Fault($"block {block} at offset {Page.Offsets[block]} begins with a JPEG frame header, but no scan header follows.");
        }

        Limit(frame, rows);
        return Decode([0xFF, JpegMarker.Start, .. common.Tables, .. own.Tables, .. frame, .. scan.Span, .. own.Rest.Span], Page.BlockWidth, rows);
    }

    private ReadOnlyMemory<byte> Stream(int block) => File.Slice(Page.Offsets[block], Page.Counts[block], $"block {block}");

    // A frame may be that of the whole page, while a block holds fewer rows; in the frame made from the directory they are not yet stated.
    private static void Limit(byte[] frame, int rows)
    {
        const int At = 5;
        if (frame.Length >= At + 2 && BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(At)) - 1U >= (uint)rows)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(At), (ushort)Math.Min(rows, ushort.MaxValue));
        }
    }

    // An end mark behind the last is passed over.
    private CodedPixels Decode(ReadOnlySpan<byte> stream, int width, int height)
    {
        byte[] closed = [.. stream, 0xFF, JpegMarker.End];
        JpegFile jpeg = new(new ImageSource(File.Source.Name, closed), MostBytes(width, height), false);
        JpegFrame frame = JpegDecoder.ReadFrame(jpeg);
        frame.RepeatsSamples = true;
        byte[] samples = GC.AllocateUninitializedArray<byte>(frame.Width * frame.Height * frame.Components.Length * (frame.Bits <= 8 ? 1 : 2));
        JpegDecoder.DecodeTo(jpeg, frame, convertColor: false, samples);
        return new CodedPixels(frame.Width, frame.Height, frame.Components.Length, frame.Bits, isSigned: false, samples);
    }
}
