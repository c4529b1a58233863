using System.Runtime.InteropServices;
namespace DeepHealth.Ecvl.Dicom;

/// <summary>A plane of marks over the image (DICOM PS3.3 section C.9.2): bits of its own, or unused bits of the pixels.</summary>
public sealed class DicomOverlay
{
    private const ushort FirstGroup = 0x6000;
    private const ushort LastGroup = 0x601E;

    private readonly DicomDataSet _dataSet;

    private DicomOverlay(DicomDataSet dataSet, ushort group)
    {
        _dataSet = dataSet;
        Group = group;
        IsEmbedded = !dataSet.Contains(Tag(0x3000));
        Rows = dataSet.GetInt32(Tag(0x0010));
        Columns = dataSet.GetInt32(Tag(0x0011));
        Frames = dataSet.GetInt32(Tag(0x0015), 1);
        if (Rows < 1 || Columns < 1 || Frames < 1)
        {
            throw new DicomException($"DicomOverlay: group {group:X4} has {Columns} x {Rows} pixels and {Frames} frames; all must be at least 1.") { Tag = Tag(0x0010) };
        }

        FirstFrame = dataSet.GetInt32(Tag(0x0051), 1) - 1;
        (OriginRow, OriginColumn) = dataSet.TryGet(Tag(0x0050), out DicomElement? origin) && origin.GetIntegers() is [long row, long column, ..] ? ((int)row - 1, (int)column - 1) : (0, 0);
        Kind = dataSet.GetString(Tag(0x0040));
        Description = dataSet.GetString(Tag(0x0022));
        Label = dataSet.GetString(Tag(0x1500));
    }

    /// <summary>Group number: 6000 to 601E, even.</summary>
    public ushort Group { get; }

    /// <summary>Height in pixels.</summary>
    public int Rows { get; }

    /// <summary>Width in pixels.</summary>
    public int Columns { get; }

    /// <summary>Number of frames of the overlay.</summary>
    public int Frames { get; }

    /// <summary>Image frame of the overlay's first frame, from 0.</summary>
    public int FirstFrame { get; }

    /// <summary>Row of the image under the overlay's first row, from 0; may be negative.</summary>
    public int OriginRow { get; }

    /// <summary>Column of the image under the overlay's first column, from 0; may be negative.</summary>
    public int OriginColumn { get; }

    /// <summary>Overlay Type (60xx,0040): <c>G</c> graphics, <c>R</c> region of interest.</summary>
    public string Kind { get; }

    /// <summary>Overlay Description (60xx,0022).</summary>
    public string Description { get; }

    /// <summary>Overlay Label (60xx,1500).</summary>
    public string Label { get; }

    /// <summary>Whether the marks are unused bits of the pixels (retired, but met in old files).</summary>
    public bool IsEmbedded { get; }

    /// <summary>All overlays of a file, by group.</summary>
    /// <exception cref="DicomException">An overlay has no size.</exception>
    public static DicomOverlay[] Of(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        List<DicomOverlay> overlays = [];
        for (ushort group = FirstGroup; group <= LastGroup; group += 2)
        {
            // Groups without data and without a place among the bits of pixels hold curves' leftovers.
            if (file.DataSet.Contains(new DicomTag(group, 0x3000)) || (file.DataSet.Contains(new DicomTag(group, 0x0102)) && file.DataSet.GetInt32(new DicomTag(group, 0x0100), 1) > 1))
            {
                overlays.Add(new DicomOverlay(file.DataSet, group));
            }
        }

        return [.. overlays];
    }

    /// <summary>The marks of a frame.</summary>
    /// <param name="frame">Frame of the overlay, from 0; for embedded marks of the image.</param>
    /// <returns><c>xy</c> of <see cref="PixelType.Bool"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The overlay has no such frame.</exception>
    /// <exception cref="DicomException">The data are too short.</exception>
    public Image ReadMask(int frame = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        byte[] packed;
        long firstBit;
        int step;
        if (IsEmbedded)
        {
            int bit = _dataSet.GetInt32(Tag(0x0102));
            step = _dataSet.GetInt32(DicomTags.BitsAllocated);
            DicomElement pixels = _dataSet[DicomTags.PixelData];
            if (pixels.Fragments is not null || bit < 0 || bit >= step)
            {
                throw new DicomException($"DicomOverlay: group {Group:X4} lies in bit {bit} of pixels with {step} bits; it must be one of uncompressed pixels.") { Tag = Tag(0x0102) };
            }

            packed = pixels.Value.ToArray();
            firstBit = ((long)Rows * Columns * frame * step) + bit;
        }
        else
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Frames);
            step = 1;
            packed = _dataSet[Tag(0x3000)].Value.ToArray();
            firstBit = (long)Rows * Columns * frame;
        }

        long pixelsOfFrame = (long)Rows * Columns;
        if (firstBit + ((pixelsOfFrame - 1) * step) >= (long)packed.Length * 8)
        {
            throw new DicomException($"DicomOverlay: frame {frame} of {Columns} x {Rows} pixels in group {Group:X4} does not fit in {packed.Length} bytes.") { Tag = IsEmbedded ? DicomTags.PixelData : Tag(0x3000) };
        }

        Image mask = new("xy", [Columns, Rows], PixelType.Bool);
        Span<bool> marks = mask.AsSpan<bool>();
        for (int i = 0; i < marks.Length; i++)
        {
            long bit = firstBit + ((long)i * step);
            marks[i] = ((packed[bit >> 3] >> (int)(bit & 7)) & 1) != 0;
        }

        return mask;
    }

    /// <summary>Gives marks in unused bits of the pixels elements of their own, before the pixels lose these bits.</summary>
    /// <param name="source">Data set with uncompressed pixel data.</param>
    /// <param name="copy">Its copy, which is changed.</param>
    /// <param name="format">Shape of the image; overlays of another shape stay as they are.</param>
    internal static void Detach(DicomDataSet source, DicomDataSet copy, DicomPixelFormat format)
    {
        for (ushort group = FirstGroup; group <= LastGroup; group += 2)
        {
            if (source.Contains(new DicomTag(group, 0x3000)) || source.GetInt32(new DicomTag(group, 0x0100), 1) == 1 || !source.Contains(new DicomTag(group, 0x0102))
                || source.GetInt32(new DicomTag(group, 0x0010), 0) != format.Rows || source.GetInt32(new DicomTag(group, 0x0011), 0) != format.Columns)
            {
                continue;
            }

            DicomOverlay overlay = new(source, group);
            int pixels = format.Rows * format.Columns;
            byte[] bits = new byte[(((long)pixels * format.Frames) + 15) / 16 * 2];
            for (int frame = 0; frame < format.Frames; frame++)
            {
                DicomBits.Pack(MemoryMarshal.AsBytes(overlay.ReadMask(frame).AsSpan<bool>()), bits, (long)frame * pixels);
            }

            copy.Set(overlay.Tag(0x0100), DicomVr.US, 1.0);
            copy.Set(overlay.Tag(0x0102), DicomVr.US, 0.0);
            copy.Set(new DicomElement(overlay.Tag(0x3000), DicomVr.OW, new DicomBytes(bits)));
            if (format.Frames > 1)
            {
                copy.Set(overlay.Tag(0x0015), DicomVr.IS, format.Frames);
                copy.Set(overlay.Tag(0x0051), DicomVr.US, 1.0);
            }
        }
    }

    private DicomTag Tag(ushort element) => new(Group, element);
}
