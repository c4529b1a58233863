namespace DeepHealth.Ecvl.Dicom;

/// <summary>A table that maps stored values: modality, VOI and palette tables (DICOM PS3.3 sections C.11.1.1 and C.7.6.3.1.5).</summary>
public sealed class DicomLookupTable
{
    private readonly long _first;
    private readonly ushort[] _values;

    private DicomLookupTable(long first, int bits, ushort[] values)
    {
        _first = first;
        Bits = bits;
        _values = values;
    }

    /// <summary>Number of entries.</summary>
    public int Count => _values.Length;

    /// <summary>Bits of an entry: 8 to 16.</summary>
    public int Bits { get; }

    /// <summary>The largest entry that the bits allow.</summary>
    public int Most => (1 << Bits) - 1;

    /// <summary>The entry of a value; values below the first and above the last get that entry.</summary>
    public ushort this[long value] => _values[Math.Clamp(value - _first, 0, _values.Length - 1)];

    /// <summary>The table of an item of a modality or VOI LUT sequence.</summary>
    /// <param name="item">Item with LUT Descriptor (0028,3002) and LUT Data (0028,3006).</param>
    /// <param name="isSigned">Whether the values to map are signed.</param>
    /// <exception cref="DicomException">An element is missing or the table too short.</exception>
    public static DicomLookupTable Of(DicomDataSet item, bool isSigned) => Of(item, DicomTags.LUTDescriptor, DicomTags.LUTData, isSigned);

    /// <summary>A table of two elements, such as those of one palette colour.</summary>
    /// <param name="dataSet">Data set with the elements.</param>
    /// <param name="descriptor">Tag of number of entries, first value mapped and bits of an entry.</param>
    /// <param name="data">Tag of the entries.</param>
    /// <param name="isSigned">Whether the values to map are signed.</param>
    /// <exception cref="DicomException">An element is missing or the table too short.</exception>
    public static DicomLookupTable Of(DicomDataSet dataSet, DicomTag descriptor, DicomTag data, bool isSigned)
    {
        (int count, long first, int bits) = Describe(dataSet, descriptor, isSigned);
        byte[] bytes = dataSet[data].Value.ToArray();
        bool narrow = bits == 8 && bytes.Length < count * 2;
        if (bytes.Length < (narrow ? count : count * 2))
        {
            throw new DicomException($"DicomLookupTable: {dataSet[data]} is too short for {count} entries of {bits} bits.") { Tag = data };
        }

        ushort[] values = new ushort[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = narrow ? bytes[i] : (ushort)(bytes[2 * i] | (bytes[(2 * i) + 1] << 8));
        }

        return new DicomLookupTable(first, bits, values);
    }

    /// <summary>The table of one colour of a palette, segmented or not.</summary>
    /// <param name="dataSet">Data set with the palette.</param>
    /// <param name="color">0 red, 1 green, 2 blue.</param>
    /// <param name="isSigned">Whether the values to map are signed.</param>
    /// <exception cref="DicomException">An element is missing or the table too short.</exception>
    internal static DicomLookupTable OfPalette(DicomDataSet dataSet, int color, bool isSigned)
    {
        DicomTag descriptor = Next(DicomTags.RedPaletteColorLookupTableDescriptor, color);
        DicomTag data = Next(DicomTags.RedPaletteColorLookupTableData, color);
        DicomTag segmented = Next(DicomTags.SegmentedRedPaletteColorLookupTableData, color);
        if (dataSet.Contains(data) || !dataSet.Contains(segmented))
        {
            return Of(dataSet, descriptor, data, isSigned);
        }

        (int count, long first, int bits) = Describe(dataSet, descriptor, isSigned);
        return new DicomLookupTable(first, bits, DicomSegmentedTable.Expand(dataSet[segmented].Value.ToArray(), bits, count, segmented));
    }

    private static DicomTag Next(DicomTag tag, int steps) => tag with { Element = (ushort)(tag.Element + steps) };

    private static (int Count, long First, int Bits) Describe(DicomDataSet dataSet, DicomTag descriptor, bool isSigned)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        if (dataSet[descriptor].GetIntegers() is not [long entries, long first, long bits] || bits is < 1 or > 16)
        {
            throw new DicomException($"DicomLookupTable: {dataSet[descriptor]} must hold 3 numbers, the third from 8 to 16.") { Tag = descriptor };
        }

        // The number of entries is always unsigned, the first value follows the pixels; the file may state either wrongly. 0 stands for 65,536.
        return ((ushort)entries is 0 ? 65536 : (ushort)entries, isSigned ? (short)first : (ushort)first, (int)bits);
    }
}
