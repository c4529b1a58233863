namespace DeepHealth.Ecvl.Dicom;

/// <summary>A row of the dictionary, split into its cells when it is first asked for.</summary>
/// <param name="line">The row as the table has it: eight hexadecimal digits first, <c>x</c> for any digit.</param>
internal sealed class DicomTagRow(string line)
{
    private const int Digits = 8;

    private DicomTagInfo? _info;

    public ReadOnlySpan<char> Pattern => line.AsSpan(0, Digits);

    // Threads that ask at once may each make one: they are equal.
    public DicomTagInfo Info => _info ??= DicomTagInfo.Parse(line.Split('\t'));
}
