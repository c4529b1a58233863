namespace DeepHealth.Ecvl.Dicom;

/// <summary>Making sequences. Items join their sequence before they are filled, so that their texts take the character set of the object.</summary>
internal static class DicomSequences
{
    /// <summary>Sets a sequence of one empty item.</summary>
    public static DicomDataSet AddItem(DicomDataSet dataSet, DicomTag sequence) => AddItems(dataSet, sequence, 1)[0];

    /// <summary>Sets a sequence of empty items.</summary>
    public static DicomDataSet[] AddItems(DicomDataSet dataSet, DicomTag sequence, int count)
    {
        DicomDataSet[] items = new DicomDataSet[count];
        for (int i = 0; i < count; i++)
        {
            items[i] = new DicomDataSet();
        }

        dataSet.Set(new DicomElement(sequence, items));
        return items;
    }

    /// <summary>Sets a sequence of codes.</summary>
    public static void AddCodes(DicomDataSet dataSet, DicomTag sequence, IReadOnlyList<DicomCode> codes)
    {
        DicomDataSet[] items = AddItems(dataSet, sequence, codes.Count);
        for (int i = 0; i < items.Length; i++)
        {
            codes[i].Fill(items[i]);
        }
    }

    /// <summary>Sets an AT element.</summary>
    public static void SetTag(DicomDataSet dataSet, DicomTag tag, DicomTag value)
        => dataSet.Set(new DicomElement(tag, DicomVr.AT, new DicomBytes([(byte)value.Group, (byte)(value.Group >> 8), (byte)value.Element, (byte)(value.Element >> 8)])));
}
