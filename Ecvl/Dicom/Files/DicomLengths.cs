namespace DeepHealth.Ecvl.Dicom;

/// <summary>How many bytes data sets take in a file.</summary>
/// <param name="isExplicit">Whether elements state their representation.</param>
/// <param name="openSequences">Whether sequences and items end with delimiters.</param>
internal sealed class DicomLengths(bool isExplicit, bool openSequences)
{
    private const int ItemHeader = 8;

    // Lengths of nested data sets are asked for once at every level above them.
    private readonly Dictionary<DicomDataSet, long> _known = [];

    public long Of(DicomDataSet dataSet)
    {
        if (_known.TryGetValue(dataSet, out long known))
        {
            return known;
        }

        long length = 0;
        foreach (DicomElement element in dataSet)
        {
            if (IsWritten(element))
            {
                length += HeaderOf(element) + OfValue(element);
            }
        }

        _known[dataSet] = length;
        return length;
    }

    /// <summary>Bytes of a value with padding and, for open sequences and fragments, with delimiters.</summary>
    public long OfValue(DicomElement element)
    {
        long length = 0;
        if (element.IsSequence)
        {
            foreach (DicomDataSet item in element.Items)
            {
                length += ItemHeader + Of(item) + (IsOpen(element) ? ItemHeader : 0);
            }

            return length + (IsOpen(element) ? ItemHeader : 0);
        }

        if (element.Fragments is not { } fragments)
        {
            return Even(element.Value.Length);
        }

        foreach (DicomBytes fragment in fragments.Fragments)
        {
            length += ItemHeader + Even(fragment.Length);
        }

        return length + ItemHeader + Even(fragments.OffsetTable.Length) + ItemHeader;
    }

    /// <summary>Whether a sequence and its items end with delimiters.</summary>
    /// <remarks>Implicit files do not state representations: only an undefined length shows that a private element is a sequence.</remarks>
    public bool IsOpen(DicomElement sequence) => openSequences || (!isExplicit && DicomTagTable.VrOf(sequence.Tag) != DicomVr.SQ);

    /// <summary>Whether an element is written. Lengths of groups are retired and would be wrong after any change; only that of the file meta information is.</summary>
    public static bool IsWritten(DicomElement element) => !element.Tag.IsGroupLength || element.Tag.Group == 0x0002;

    /// <summary>The representation that is written: UN where a short length field cannot hold the value (PS3.5 section 6.2.2).</summary>
    public static DicomVr WrittenVr(DicomElement element)
        => !element.Vr.HasLongLength() && Even(element.Value.Length) > ushort.MaxValue ? DicomVr.UN : element.Vr;

    public static long Even(long length) => length + (length & 1);

    private int HeaderOf(DicomElement element) => isExplicit && WrittenVr(element).HasLongLength() ? 12 : 8;
}
