using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Reads data sets of every encoding (DICOM PS3.5 section 7 and annex A).</summary>
internal sealed class DicomReader(DicomSource source, DicomReadOptions options) : IDisposable
{
    private const uint Undefined = 0xFFFF_FFFF;

    private readonly DicomCursor _cursor = new(source);
    private bool _explicit;
    private int _bitsAllocated;

    // Where the last run of zeros ended, so that a long one is looked through once.
    private long _otherThanZero = -1;

    public void Dispose() => _cursor.Dispose();

    /// <summary>Reads the elements of the file meta group 0002, if any.</summary>
    /// <param name="position">Where the group starts; afterwards where the data set starts.</param>
    public DicomDataSet ReadMeta(ref long position)
    {
        DicomDataSet meta = new();
        Begin(position, isExplicit: true, isLittleEndian: true);
        while (source.Length - _cursor.Position >= 8 && _cursor.PeekTag().Group == 0x0002)
        {
            meta.Append(ReadElement(source.Length, depth: 0, signedPixels: false));
        }

        Finish(meta, position);
        position = _cursor.Position;
        return meta;
    }

    /// <summary>Reads the main data set to the end of the file.</summary>
    /// <param name="position">Where it starts.</param>
    /// <param name="syntax">Its encoding; a little-endian file whose first element shows that it states representations, or does not, is believed.</param>
    public DicomDataSet ReadMain(long position, DicomTransferSyntax syntax)
    {
        bool isExplicit = syntax.IsLittleEndian && DicomFileStart.ContradictsExplicitness(source, position, syntax) ? !syntax.IsExplicit : syntax.IsExplicit;
        Begin(position, isExplicit, syntax.IsLittleEndian);
        DicomDataSet dataSet = new();
        ReadElements(dataSet, source.Length, isOpen: false, depth: 0, signedPixels: false);
        return dataSet;
    }

    private void Begin(long position, bool isExplicit, bool isLittleEndian)
    {
        _cursor.Position = position;
        _cursor.IsLittleEndian = isLittleEndian;
        _explicit = isExplicit;
    }

    // Reads elements up to an end, or up to an item delimiter where the item has no length of its own.
    private void ReadElements(DicomDataSet dataSet, long end, bool isOpen, int depth, bool signedPixels)
    {
        long start = _cursor.Position;
        int bitsAround = _bitsAllocated;
        while (isOpen || _cursor.Position < end)
        {
            long offset = _cursor.Position;
            if (depth == 0 && dataSet.Count > 0 && IsFilledUp(end))
            {
                break;
            }

            if (end - offset < 8)
            {
                throw Wrong($"{end - offset} bytes are left where an element of at least 8 was expected", null, offset);
            }

            DicomTag tag = _cursor.PeekTag();
            if (tag == DicomTags.ItemDelimitationItem && isOpen)
            {
                _cursor.Position += 8;
                break;
            }

            if (tag.Group == DicomTags.Item.Group)
            {
                throw Wrong($"{DicomTagTable.Describe(tag)} stands where a data element was expected", tag, offset);
            }

            DicomElement element = ReadElement(end, depth, signedPixels);
            dataSet.Append(element);
            if (tag == DicomTags.PixelRepresentation && element.Vr == DicomVr.US && element.Value.Length == 2)
            {
                signedPixels = element.GetInteger() == 1;
            }
            else if (tag == DicomTags.BitsAllocated && element.Vr == DicomVr.US && element.Value.Length == 2)
            {
                _bitsAllocated = (int)element.GetInteger();
            }
        }

        _bitsAllocated = bitsAround;
        Finish(dataSet, start);
    }

    // Whether zeros alone are left, with which some writers fill up blocks.
    private bool IsFilledUp(long end)
    {
        // Nearly always the first bytes tell that an element follows.
        long at = _cursor.Position;
        if (at <= _otherThanZero || _cursor.Peek((int)Math.Min(4, end - at)).ContainsAnyExcept((byte)0))
        {
            return false;
        }

        byte[] piece = new byte[Math.Min(end - at, 64 * 1024)];
        for (; at < end; at += piece.Length)
        {
            Span<byte> bytes = piece.AsSpan(0, (int)Math.Min(end - at, piece.Length));
            source.Read(at, bytes);
            int other = bytes.IndexOfAnyExcept((byte)0);
            if (other >= 0)
            {
                _otherThanZero = at + other;
                return false;
            }
        }

        return true;
    }

    private void Finish(DicomDataSet dataSet, long start)
    {
        if (dataSet.FinishReading() is { } twice)
        {
            throw Wrong("stands twice in the data set", twice, start);
        }
    }

    private DicomElement ReadElement(long end, int depth, bool signedPixels)
    {
        long offset = _cursor.Position;
        DicomTag tag = _cursor.ReadTag();
        (DicomVr vr, uint length) = _explicit ? ReadExplicitHeader(tag, offset) : (DicomTagTable.VrOf(tag, signedPixels), _cursor.ReadUInt32());
        if (length == Undefined)
        {
            return ReadOpenValue(tag, vr, end, depth, offset, signedPixels);
        }

        if (length > end - _cursor.Position)
        {
            throw Wrong($"has {length} bytes, but only {Math.Max(end - _cursor.Position, 0)} are left", tag, offset);
        }

        if (_explicit && vr == DicomVr.UN && (tag.IsStandard || tag.IsPrivateCreator) && _cursor.IsLittleEndian)
        {
            vr = KnownRepresentation(tag, length, signedPixels);
            if (vr == DicomVr.SQ)
            {
                return ReadImplicitSequence(tag, _cursor.Position + length, isOpen: false, depth, offset, signedPixels);
            }
        }

        return vr == DicomVr.SQ ? ReadSequence(tag, _cursor.Position + length, isOpen: false, depth, offset, signedPixels)
            : new DicomElement(tag, vr == DicomVr.None ? DicomVr.UN : vr, ReadValue(length, vr.WordSize(tag, _bitsAllocated)));
    }

    private (DicomVr Vr, uint Length) ReadExplicitHeader(DicomTag tag, long offset)
    {
        ReadOnlySpan<byte> letters = _cursor.Peek(2);
        DicomVr vr = DicomVrTraits.FromLetters(letters[0], letters[1]);
        if (IsBlank(letters) && DicomTagTable.Find(tag) is { } known && !known.Vr.HasLongLength())
        {
            // Some writers leave the representation blank or write question marks.
            vr = known.Vr;
        }

        if (vr == DicomVr.None && (!char.IsAsciiLetterUpper((char)letters[0]) || !char.IsAsciiLetterUpper((char)letters[1])))
        {
            throw Wrong($"has no value representation: the bytes {letters[0]:X2} {letters[1]:X2} are no letters", tag, offset);
        }

        _cursor.Position += 2;
        if (vr != DicomVr.None && !vr.HasLongLength())
        {
            return (vr, _cursor.ReadUInt16());
        }

        // Representations that the standard may add later have the long form (PS3.5 section 6.2.2).
        _cursor.Position += 2;
        return (vr == DicomVr.None ? DicomVr.UN : vr, _cursor.ReadUInt32());
    }

    private static bool IsBlank(ReadOnlySpan<byte> letters) => letters.SequenceEqual("  "u8) || letters.SequenceEqual("??"u8) || letters.SequenceEqual("\0\0"u8);

    // A writer that does not know an element passes it on as UN, in implicit little endian (PS3.5 section 6.2.2).
    private DicomVr KnownRepresentation(DicomTag tag, uint length, bool signedPixels)
    {
        DicomVr known = DicomTagTable.VrOf(tag, signedPixels);
        if (known == DicomVr.SQ)
        {
            return length == 0 || (length >= 8 && _cursor.PeekTag() == DicomTags.Item) ? DicomVr.SQ : DicomVr.UN;
        }

        return known == DicomVr.None || length % known.WordSize() != 0 ? DicomVr.UN : known;
    }

    private DicomElement ReadOpenValue(DicomTag tag, DicomVr vr, long end, int depth, long offset, bool signedPixels)
    {
        if (vr == DicomVr.SQ || (vr == DicomVr.UN && !_explicit))
        {
            return ReadSequence(tag, end, isOpen: true, depth, offset, signedPixels);
        }

        return vr switch
        {
            DicomVr.UN => ReadImplicitSequence(tag, end, isOpen: true, depth, offset, signedPixels),
            DicomVr.OB or DicomVr.OW => new DicomElement(tag, vr, ReadFragments(tag, end, offset)),
            _ => throw Wrong($"with representation {vr} must state its length", tag, offset),
        };
    }

    private DicomElement ReadImplicitSequence(DicomTag tag, long end, bool isOpen, int depth, long offset, bool signedPixels)
    {
        (bool wasExplicit, bool wasLittleEndian) = (_explicit, _cursor.IsLittleEndian);
        (_explicit, _cursor.IsLittleEndian) = (false, true);
        DicomElement element = ReadSequence(tag, end, isOpen, depth, offset, signedPixels);
        (_explicit, _cursor.IsLittleEndian) = (wasExplicit, wasLittleEndian);
        return element;
    }

    private DicomElement ReadSequence(DicomTag tag, long end, bool isOpen, int depth, long offset, bool signedPixels)
    {
        if (depth >= options.MaximumDepth)
        {
            throw Wrong($"is a sequence within {depth} others, at most {options.MaximumDepth} are allowed", tag, offset);
        }

        List<DicomDataSet> items = [];
        while (isOpen || _cursor.Position < end)
        {
            (DicomTag item, uint length, long at) = ReadItemHeader(tag, end);
            if (item == DicomTags.SequenceDelimitationItem && isOpen)
            {
                break;
            }

            if (item != DicomTags.Item)
            {
                throw Wrong($"holds {DicomTagTable.Describe(item)} where an item was expected", tag, at);
            }

            if (length != Undefined && length > end - _cursor.Position)
            {
                throw Wrong($"has an item of {length} bytes, but only {end - _cursor.Position} are left", tag, at);
            }

            DicomDataSet dataSet = new() { FileOffset = at };
            ReadElements(dataSet, length == Undefined ? end : _cursor.Position + length, length == Undefined, depth + 1, signedPixels);
            items.Add(dataSet);
        }

        return new DicomElement(tag, items);
    }

    private DicomFragments ReadFragments(DicomTag tag, long end, long offset)
    {
        DicomBytes? table = null;
        List<DicomBytes> fragments = [];
        while (true)
        {
            (DicomTag item, uint length, long at) = ReadItemHeader(tag, end);
            if (item == DicomTags.SequenceDelimitationItem)
            {
                return new DicomFragments(table ?? throw Wrong("has no basic offset table, not even an empty one", tag, offset), fragments);
            }

            if (item != DicomTags.Item || length > end - _cursor.Position)
            {
                throw Wrong(item == DicomTags.Item ? $"has a fragment of {length} bytes, but only {end - _cursor.Position} are left"
                    : $"holds {DicomTagTable.Describe(item)} where a fragment was expected", tag, at);
            }

            DicomBytes bytes = ReadValue(length, 1);
            if (table is null)
            {
                table = bytes;
            }
            else
            {
                fragments.Add(bytes);
            }
        }
    }

    private (DicomTag Tag, uint Length, long Offset) ReadItemHeader(DicomTag sequence, long end)
    {
        long at = _cursor.Position;
        if (end - at < 8)
        {
            throw Wrong($"is not closed: {end - at} bytes are left where an item was expected", sequence, at);
        }

        return (_cursor.ReadTag(), _cursor.ReadUInt32(), at);
    }

    private DicomBytes ReadValue(uint length, int wordSize)
    {
        int swapped = _cursor.IsLittleEndian ? 1 : wordSize;
        if (length > options.LazyAbove)
        {
            DicomBytes lazy = new(source, _cursor.Position, length, swapped);
            _cursor.Position += length;
            return lazy;
        }

        byte[] bytes = _cursor.ReadBytes((int)length);
        ByteOrder.Swap(bytes, swapped);
        return new DicomBytes(bytes);
    }

    private DicomException Wrong(string what, DicomTag? tag, long offset)
        => new($"DicomFile: {(tag is { } named ? $"{DicomTagTable.Describe(named)} " : "")}at offset {offset} of \"{source.Name}\" {(tag is null ? "is wrong: " : "")}{what}.")
        {
            SourceName = source.Name,
            Tag = tag,
            Offset = offset,
        };
}
