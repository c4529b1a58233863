using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Name of a data element: group and element number, such as <c>(0028,0010)</c> for Rows.</summary>
/// <remarks>DICOM PS3.5 sections 7.1 and 7.8. Data elements stand in a file in ascending order of their tags, group first.</remarks>
/// <param name="Group">Group number. Even groups belong to the standard, odd ones to manufacturers.</param>
/// <param name="Element">Element number within the group.</param>
public readonly record struct DicomTag(ushort Group, ushort Element) : IComparable<DicomTag>
{
    private const int PrivateCreatorFirst = 0x0010;
    private const int PrivateCreatorLast = 0x00FF;

    /// <summary>Group and element as one number, the group in the upper half: the order of tags.</summary>
    public uint Value => ((uint)Group << 16) | Element;

    /// <summary>Whether the element is defined by the standard: an even group number.</summary>
    public bool IsStandard => (Group & 1) == 0;

    /// <summary>Whether the element is a manufacturer's: an odd group number other than 0001, 0003, 0005, 0007 and FFFF, which PS3.5
    /// section 7.1 forbids. A tag with a forbidden group is neither standard nor private.</summary>
    public bool IsPrivate => (Group & 1) == 1 && Group > 0x0007 && Group != 0xFFFF;

    /// <summary>Whether the element reserves a block of private elements for its creator: <c>(gggg,0010)</c> to <c>(gggg,00FF)</c> of a
    /// private group (PS3.5 section 7.8.1).</summary>
    public bool IsPrivateCreator => IsPrivate && Element is >= PrivateCreatorFirst and <= PrivateCreatorLast;

    /// <summary>Whether the element gives the length of its group: element number 0000 (PS3.5 section 7.2).</summary>
    public bool IsGroupLength => Element == 0;

    /// <summary>Whether a tag stands before another.</summary>
    public static bool operator <(DicomTag left, DicomTag right) => left.Value < right.Value;

    /// <summary>Whether a tag stands after another.</summary>
    public static bool operator >(DicomTag left, DicomTag right) => left.Value > right.Value;

    /// <summary>Whether a tag stands before another or equals it.</summary>
    public static bool operator <=(DicomTag left, DicomTag right) => left.Value <= right.Value;

    /// <summary>Whether a tag stands after another or equals it.</summary>
    public static bool operator >=(DicomTag left, DicomTag right) => left.Value >= right.Value;

    /// <summary>Reads a tag from text.</summary>
    /// <param name="text"><c>(0028,0010)</c> or <c>00280010</c>; hexadecimal digits in either case.</param>
    /// <exception cref="DicomException">The text has another form.</exception>
    public static DicomTag Parse(string text)
        => TryParse(text, out DicomTag tag)
            ? tag
            : throw new DicomException($"DicomTag: \"{text}\" is no tag; write group and element with four hexadecimal digits each, as (0028,0010) or 00280010.");

    /// <summary>Reads a tag from text, if it is one.</summary>
    /// <param name="text"><c>(0028,0010)</c> or <c>00280010</c>; hexadecimal digits in either case.</param>
    /// <param name="tag">The tag; (0000,0000) where the text is none.</param>
    /// <returns>Whether the text is a tag.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out DicomTag tag)
    {
        tag = default;
        ReadOnlySpan<char> group;
        ReadOnlySpan<char> element;
        switch (text)
        {
            case { Length: 8 }:
                group = text.AsSpan(0, 4);
                element = text.AsSpan(4, 4);
                break;
            case { Length: 11 } when text[0] == '(' && text[5] == ',' && text[10] == ')':
                group = text.AsSpan(1, 4);
                element = text.AsSpan(6, 4);
                break;
            default:
                return false;
        }

        // AllowHexSpecifier alone permits neither signs nor blanks.
        if (!ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort groupNumber)
            || !ushort.TryParse(element, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort elementNumber))
        {
            return false;
        }

        tag = new DicomTag(groupNumber, elementNumber);
        return true;
    }

    /// <summary>Orders by group, then by element.</summary>
    /// <param name="other">The tag to compare with.</param>
    /// <returns>Below 0 where this tag stands before the other, 0 where they are equal, above 0 after it.</returns>
    public int CompareTo(DicomTag other) => Value.CompareTo(other.Value);

    /// <summary>Text such as <c>(0028,0010)</c>, digits in upper case.</summary>
    public override string ToString() => FormattableString.Invariant($"({Group:X4},{Element:X4})");
}
