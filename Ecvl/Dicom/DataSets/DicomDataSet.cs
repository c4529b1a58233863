using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Data elements in ascending order of their tags, each tag once (DICOM PS3.5 section 7).</summary>
public sealed partial class DicomDataSet : IReadOnlyCollection<DicomElement>
{
    private readonly List<DicomElement> _elements = [];
    private DicomCharacterSet? _characterSet;

    /// <summary>Number of elements, those in sequences not counted.</summary>
    public int Count => _elements.Count;

    /// <summary>The data set around this item; null for the main data set of a file.</summary>
    public DicomDataSet? Parent { get; internal set; }

    /// <summary>Where the item stood in the file; -1 for new data sets and main ones.</summary>
    internal long FileOffset { get; init; } = -1;

    /// <summary>How texts of this data set are written: by its Specific Character Set (0008,0005), else by that of the data set around it.</summary>
    /// <exception cref="DicomException">The element names an unknown character set.</exception>
    public DicomCharacterSet CharacterSet
        => Find(DicomTags.SpecificCharacterSet) is { } element ? _characterSet ??= DicomCharacterSet.Of(element.GetStrings())
            : Parent?.CharacterSet ?? DicomCharacterSet.Default;

    /// <summary>The element of a tag.</summary>
    /// <exception cref="DicomException">The data set has none.</exception>
    public DicomElement this[DicomTag tag]
        => Find(tag) ?? throw new DicomException($"DicomDataSet: {DicomTagTable.Describe(tag)} is missing among {Count} elements.") { Tag = tag };

    /// <summary>The element of a keyword such as <c>PatientName</c>.</summary>
    /// <exception cref="DicomException">The keyword is unknown or the data set has no such element.</exception>
    public DicomElement this[string keyword] => this[DicomTagTable.TagOf(keyword)];

    /// <summary>The element of a tag; null where the data set has none.</summary>
    public DicomElement? Find(DicomTag tag) => IndexOf(tag) is >= 0 and int index ? _elements[index] : null;

    /// <summary>Whether the data set has a tag.</summary>
    public bool Contains(DicomTag tag) => IndexOf(tag) >= 0;

    /// <summary>The element of a tag, if the data set has it with a value.</summary>
    public bool TryGet(DicomTag tag, [NotNullWhen(true)] out DicomElement? element)
    {
        element = Find(tag);
        if (element is { IsEmpty: true })
        {
            element = null;
        }

        return element is not null;
    }

    /// <summary>Adds an element or replaces the one with its tag.</summary>
    /// <remarks>Setting Specific Character Set (0008,0005) does not rewrite texts that are already there: set it first.</remarks>
    /// <exception cref="DicomException">The element or one of its items belongs to another data set.</exception>
    public void Set(DicomElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        Adopt(element);
        int index = IndexOf(element.Tag);
        if (index >= 0)
        {
            if (_elements[index] != element)
            {
                Release(_elements[index]);
            }

            _elements[index] = element;
        }
        else
        {
            _elements.Insert(~index, element);
        }

        _characterSet = null;
    }

    /// <summary>Removes an element.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(DicomTag tag)
    {
        int index = IndexOf(tag);
        if (index < 0)
        {
            return false;
        }

        Release(_elements[index]);
        _elements.RemoveAt(index);
        _characterSet = null;
        return true;
    }

    /// <summary>The creator of a private element: the text of <c>(gggg,00bb)</c> for <c>(gggg,bbxx)</c> (PS3.5 section 7.8.1); null where none is named.</summary>
    public string? PrivateCreatorOf(DicomTag tag)
        => tag.IsPrivate && tag.Element > 0xFF && TryGet(new DicomTag(tag.Group, (ushort)(tag.Element >> 8)), out DicomElement? creator) ? creator.GetString() : null;

    /// <summary>The element of a private creator, wherever its block stands in this data set; null where there is none.</summary>
    /// <param name="creator">Text of the creator, such as <c>SIEMENS CSA HEADER</c>.</param>
    /// <param name="group">Odd group number.</param>
    /// <param name="element">Element number within the block: the lower byte.</param>
    public DicomElement? FindPrivate(string creator, ushort group, byte element)
    {
        for (ushort block = 0x10; block <= 0xFF; block++)
        {
            if (TryGet(new DicomTag(group, block), out DicomElement? found) && found.Tag.IsPrivateCreator && found.GetString() == creator
                && Find(new DicomTag(group, (ushort)((block << 8) | element))) is { } match)
            {
                return match;
            }
        }

        return null;
    }

    /// <summary>The tag of a private element in the block of its creator; reserves the first free block of the group where the creator has none
    /// (PS3.5 section 7.8.1).</summary>
    /// <param name="creator">Text of the creator, at most 64 characters.</param>
    /// <param name="group">Odd group number above 0007.</param>
    /// <param name="element">Element number within the block: the lower byte.</param>
    /// <exception cref="DicomException">The group is not private or has no free block.</exception>
    public DicomTag PrivateTag(string creator, ushort group, byte element)
    {
        ArgumentException.ThrowIfNullOrEmpty(creator);
        ushort free = 0;
        for (ushort block = 0xFF; block >= 0x10; block--)
        {
            DicomTag tag = new(group, block);
            if (!tag.IsPrivateCreator)
            {
                throw new DicomException($"DicomDataSet: group {group:X4} is not private; private elements of \"{creator}\" need an odd group above 0007.") { Tag = tag };
            }

            if (!TryGet(tag, out DicomElement? found))
            {
                free = block;
            }
            else if (found.GetString() == creator)
            {
                return new DicomTag(group, (ushort)((block << 8) | element));
            }
        }

        if (free == 0)
        {
            throw new DicomException($"DicomDataSet: all blocks of group {group:X4} are taken; \"{creator}\" needs another group.") { Tag = new DicomTag(group, 0x00FF) };
        }

        Set(new DicomTag(group, free), DicomVr.LO, creator);
        return new DicomTag(group, (ushort)((free << 8) | element));
    }

    /// <summary>The same elements in a data set of their own: items are copied, bytes are shared.</summary>
    public DicomDataSet Copy()
    {
        DicomDataSet copy = new();
        foreach (DicomElement element in _elements)
        {
            copy.Append(element.Copy());
        }

        return copy;
    }

    /// <summary>Elements in the order of their tags.</summary>
    public IEnumerator<DicomElement> GetEnumerator() => _elements.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds an element that was read; the order and double tags are checked by <see cref="FinishReading"/>.</summary>
    internal void Append(DicomElement element)
    {
        Adopt(element);
        _elements.Add(element);
    }

    /// <summary>Puts elements that stood in a wrong order in the file into order.</summary>
    /// <returns>A tag that stands twice; null where there is none.</returns>
    internal DicomTag? FinishReading()
    {
        bool sorted = true;
        for (int i = 1; i < _elements.Count; i++)
        {
            sorted &= _elements[i - 1].Tag < _elements[i].Tag;
        }

        if (sorted)
        {
            return null;
        }

        _elements.Sort((left, right) => left.Tag.CompareTo(right.Tag));
        for (int i = 1; i < _elements.Count; i++)
        {
            if (_elements[i - 1].Tag == _elements[i].Tag)
            {
                return _elements[i].Tag;
            }
        }

        return null;
    }

    private static void Release(DicomElement element)
    {
        element.Owner = null;
        if (element.IsSequence)
        {
            foreach (DicomDataSet item in element.Items)
            {
                item.Parent = null;
            }
        }
    }

    private void Adopt(DicomElement element)
    {
        if (element.Owner is not null && element.Owner != this)
        {
            throw new DicomException($"DicomDataSet: {element} belongs to another data set; remove it there first.") { Tag = element.Tag };
        }

        if (element.IsSequence)
        {
            foreach (DicomDataSet item in element.Items)
            {
                if (item.Parent is not null && item.Parent != this)
                {
                    throw new DicomException($"DicomDataSet: an item of {element} belongs to another data set.") { Tag = element.Tag };
                }

                for (DicomDataSet? around = this; around is not null; around = around.Parent)
                {
                    if (around == item)
                    {
                        throw new DicomException($"DicomDataSet: {element} would hold itself.") { Tag = element.Tag };
                    }
                }

                item.Parent = this;
            }
        }

        element.Owner = this;
    }

    private int IndexOf(DicomTag tag)
    {
        int low = 0;
        int high = _elements.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int order = _elements[middle].Tag.CompareTo(tag);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }
}
