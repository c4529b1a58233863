using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>An attribute of a repeating group: some digits of its tag are free.</summary>
internal sealed class DicomTagPattern
{
    private readonly uint _mask;
    private readonly uint _value;

    public DicomTagPattern(DicomTagRow row)
    {
        Row = row;
        foreach (char digit in row.Pattern)
        {
            _mask = (_mask << 4) | (digit == 'x' ? 0u : 0xFu);
            _value = (_value << 4) | (digit == 'x' ? 0u : uint.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }
    }

    public DicomTagRow Row { get; }

    public bool Matches(DicomTag tag) => (tag.Value & _mask) == _value;
}
