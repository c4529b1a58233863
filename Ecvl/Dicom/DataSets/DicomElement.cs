namespace DeepHealth.Ecvl.Dicom;

/// <summary>A data element: a tag with its value, which is bytes, a sequence of data sets, or compressed pixel data.</summary>
/// <remarks>Elements do not change. Text is decoded by the character set of the data set that holds the element.</remarks>
public sealed partial class DicomElement
{
    private readonly DicomBytes? _bytes;
    private readonly DicomDataSet[]? _items;

    /// <summary>An element of bytes.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="vr">Its type; not SQ.</param>
    /// <param name="value">Its bytes, numbers in little-endian order.</param>
    public DicomElement(DicomTag tag, DicomVr vr, DicomBytes value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (vr is DicomVr.SQ or DicomVr.None)
        {
            throw new ArgumentException($"DicomElement: {DicomTagTable.Describe(tag)} with representation {vr} cannot hold bytes; give items or another representation.", nameof(vr));
        }

        Tag = tag;
        Vr = vr;
        _bytes = value;
    }

    /// <summary>A sequence.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="items">Its items; each may belong to one sequence only.</param>
    public DicomElement(DicomTag tag, IEnumerable<DicomDataSet> items)
    {
        Tag = tag;
        Vr = DicomVr.SQ;
        _items = [.. items];
    }

    /// <summary>Compressed pixel data.</summary>
    /// <param name="tag">Pixel Data (7FE0,0010).</param>
    /// <param name="vr">OB or OW.</param>
    /// <param name="fragments">The compressed pieces.</param>
    public DicomElement(DicomTag tag, DicomVr vr, DicomFragments fragments)
    {
        ArgumentNullException.ThrowIfNull(fragments);
        Tag = tag;
        Vr = vr;
        Fragments = fragments;
    }

    /// <summary>Name of the element.</summary>
    public DicomTag Tag { get; }

    /// <summary>Type of the value.</summary>
    public DicomVr Vr { get; }

    /// <summary>Items of a sequence.</summary>
    /// <exception cref="DicomException">The element is no sequence.</exception>
    public IReadOnlyList<DicomDataSet> Items => _items ?? throw Wrong("is no sequence");

    /// <summary>Whether the element is a sequence.</summary>
    public bool IsSequence => _items is not null;

    /// <summary>Compressed pixel data; null for every other element.</summary>
    public DicomFragments? Fragments { get; }

    /// <summary>Bytes of the value, numbers in little-endian order.</summary>
    /// <exception cref="DicomException">The element is a sequence or compressed pixel data.</exception>
    public DicomBytes Value => _bytes ?? throw Wrong(IsSequence ? "is a sequence and has no bytes of its own" : "holds fragments; read Fragments");

    /// <summary>Whether the element has no value.</summary>
    public bool IsEmpty => _bytes is { Length: 0 } || _items is { Length: 0 };

    /// <summary>The data set that holds the element.</summary>
    internal DicomDataSet? Owner { get; set; }

    /// <summary>The same element, for another data set: items are copied, bytes are shared.</summary>
    public DicomElement Copy() => _items is not null ? new DicomElement(Tag, _items.Select(item => item.Copy()))
        : Fragments is not null ? new DicomElement(Tag, Vr, Fragments)
        : new DicomElement(Tag, Vr, _bytes!);

    /// <summary>Tag, keyword, representation and size.</summary>
    public override string ToString() => $"{DicomTagTable.Describe(Tag)} {Vr} "
        + (IsSequence ? $"{_items!.Length} items" : Fragments is { } fragments ? $"{fragments.Fragments.Count} fragments" : $"{_bytes!.Length} bytes");

    private DicomException Wrong(string what, Exception? inner = null)
        => new($"DicomElement: {DicomTagTable.Describe(Tag)} {Vr} {what}.", inner) { Tag = Tag };
}
