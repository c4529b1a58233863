using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Shape and cells of pixel data: the Image Pixel module (DICOM PS3.3 section C.7.6.3).</summary>
/// <param name="Frames">Number of frames.</param>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="SamplesPerPixel">Values of a pixel: 1, 3 or 4.</param>
/// <param name="BitsAllocated">Bits of a cell: 1, 8, 12, 16 or 32; 64 for double precision.</param>
/// <param name="BitsStored">Bits of a value in its cell.</param>
/// <param name="HighBit">Highest bit of a value in its cell.</param>
/// <param name="IsSigned">Whether values are two's complement.</param>
/// <param name="IsPlanar">Whether native data hold one plane of each sample after the other.</param>
/// <param name="Photometric">Photometric Interpretation (0028,0004), such as <c>MONOCHROME2</c>.</param>
public sealed record DicomPixelFormat(int Frames, int Rows, int Columns, int SamplesPerPixel, int BitsAllocated, int BitsStored, int HighBit, bool IsSigned, bool IsPlanar,
    string Photometric)
{
    /// <summary>Values of a frame.</summary>
    public long ValuesPerFrame => (long)Rows * Columns * SamplesPerPixel;

    /// <summary>Whether the cells are IEEE numbers: Float or Double Float Pixel Data.</summary>
    public bool IsFloat { get; init; }

    /// <summary>The smallest type that holds every stored value.</summary>
    public PixelType StoredType => IsFloat ? (BitsAllocated == 64 ? PixelType.Float64 : PixelType.Float32)
        : BitsStored <= 8 ? (IsSigned ? PixelType.Int8 : PixelType.UInt8)
        : BitsStored <= 16 ? (IsSigned ? PixelType.Int16 : PixelType.UInt16)
        : IsSigned ? PixelType.Int32 : PixelType.UInt32;

    /// <summary>Whether native frames hold one pair of chroma samples for two pixels.</summary>
    internal bool HasHalvedChroma => SamplesPerPixel == 3 && BitsAllocated == 8 && Photometric is "YBR_FULL_422" or "YBR_PARTIAL_422";

    /// <summary>Reads the format of a data set.</summary>
    /// <remarks>Number of Frames (0028,0008) is a text; where something stands behind its digits, as in <c>1A</c>, the digits count, as for DCMTK and GDCM.
    /// <see cref="DicomDataSet.GetInt32(DicomTag)"/> refuses such a text.</remarks>
    /// <exception cref="DicomException">An element is missing or has an impossible value.</exception>
    public static DicomPixelFormat Of(DicomDataSet dataSet)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        bool isDouble = dataSet.Contains(DicomTags.DoubleFloatPixelData);
        bool isFloat = isDouble || dataSet.Contains(DicomTags.FloatPixelData);
        int allocated = isFloat ? (isDouble ? 64 : 32) : dataSet.GetInt32(DicomTags.BitsAllocated);
        Check(isFloat || allocated is 1 or 8 or 12 or 16 or 32, DicomTags.BitsAllocated, allocated, "1, 8, 12, 16 or 32");
        int stored = isFloat ? allocated : dataSet.GetInt32(DicomTags.BitsStored, allocated);
        Check(stored >= 1 && stored <= allocated, DicomTags.BitsStored, stored, $"1 to the {allocated} allocated");
        int high = isFloat ? allocated - 1 : dataSet.GetInt32(DicomTags.HighBit, stored - 1);
        Check(high >= stored - 1 && high < allocated, DicomTags.HighBit, high, $"{stored - 1} to {allocated - 1}");
        int samples = dataSet.GetInt32(DicomTags.SamplesPerPixel, 1);
        Check(samples is 1 or 3 or 4, DicomTags.SamplesPerPixel, samples, "1, 3 or 4");
        int rows = dataSet.GetInt32(DicomTags.Rows);
        Check(rows >= 1, DicomTags.Rows, rows, "at least 1");
        int columns = dataSet.GetInt32(DicomTags.Columns);
        Check(columns >= 1, DicomTags.Columns, columns, "at least 1");
        int frames = ReadFrames(dataSet);
        Check(frames >= 1, DicomTags.NumberOfFrames, frames, "at least 1");
        return new DicomPixelFormat(frames, rows, columns, samples, allocated, stored, high, isFloat || dataSet.GetInt32(DicomTags.PixelRepresentation, 0) == 1,
            samples > 1 && dataSet.GetInt32(DicomTags.PlanarConfiguration, 0) == 1, dataSet.GetString(DicomTags.PhotometricInterpretation, "MONOCHROME2")) { IsFloat = isFloat };
    }

    private static int ReadFrames(DicomDataSet dataSet)
    {
        string text = dataSet.Find(DicomTags.NumberOfFrames) is { Vr: DicomVr.IS } element ? element.GetString() : string.Empty;
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out int frames) ? frames : dataSet.GetInt32(DicomTags.NumberOfFrames, 1);
    }

    private static void Check(bool possible, DicomTag tag, int value, string allowed)
    {
        if (!possible)
        {
            throw new DicomException($"DicomPixelFormat: {DicomTagTable.Describe(tag)} is {value}, allowed are {allowed}.") { Tag = tag };
        }
    }
}
