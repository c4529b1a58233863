using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Removes what tells who the patient is, by the Basic Application Level Confidentiality Profile (DICOM PS3.15 annex E).</summary>
/// <remarks>Private attributes, those that the dictionary does not know, curves and overlays are removed, identifiers are replaced by those of a map, sequences are treated at every depth. Pixels are not
/// changed: text burned into them stays. Where table E.1-1 leaves a choice, such as X/Z/D, the value that every object allows is written.</remarks>
/// <param name="uids">New identifiers; use one map for all files that belong together.</param>
/// <param name="options">What is kept.</param>
public sealed class DicomAnonymizer(DicomUidMap uids, DicomAnonymizeOptions? options = null)
{
    private readonly DicomAnonymizeOptions _options = options ?? new DicomAnonymizeOptions();

    /// <summary>An anonymised file, without the preamble and the file meta information of the old one.</summary>
    /// <param name="file">The file; it must stay open while the new one is used, because large values are not copied.</param>
    /// <exception cref="DicomException">The pixels show text by Burned In Annotation (0028,0301), or the new name does not suit the character set.</exception>
    public DicomFile Anonymize(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new DicomFile(Anonymize(file.DataSet), file.TransferSyntax);
    }

    /// <summary>An anonymised data set; the old one stays as it is, and bytes of values are shared.</summary>
    /// <param name="dataSet">A main data set.</param>
    /// <exception cref="DicomException">The pixels show text by Burned In Annotation (0028,0301), or the new name does not suit the character set.</exception>
    public DicomDataSet Anonymize(DicomDataSet dataSet)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        if (!_options.AllowBurnedInAnnotation && dataSet.GetString(DicomPrivacyTags.BurnedInAnnotation) == "YES")
        {
            throw new DicomException("DicomAnonymizer: (0028,0301) BurnedInAnnotation is YES: the pixels show text, which is not removed; "
                + $"clean them, or set {nameof(DicomAnonymizeOptions.AllowBurnedInAnnotation)}.")
            {
                Tag = DicomPrivacyTags.BurnedInAnnotation,
            };
        }

        DicomDataSet result = Treat(dataSet);
        SetText(result, DicomTags.PatientName, _options.PatientName);
        SetText(result, DicomTags.PatientID, _options.PatientId);
        DicomPrivacyMarks.Set(result, _options);
        return result;
    }

    // A character set that is unknown must not keep a file from being anonymised: ASCII is part of every set.
    private static void SetText(DicomDataSet dataSet, DicomTag tag, string text)
        => dataSet.Set(DicomDataSet.TextElement(tag, DicomTagTable.VrOf(tag), Ascii.IsValid(text) ? DicomCharacterSet.Default : dataSet.CharacterSet, [text]));

    private DicomDataSet Treat(DicomDataSet dataSet)
    {
        DicomDataSet result = new();
        foreach (DicomElement element in dataSet)
        {
            if (Treat(element) is { } treated)
            {
                result.Append(treated);
            }
        }

        return result;
    }

    private DicomElement? Treat(DicomElement element)
    {
        switch (DicomPrivacyRule.For(element.Tag, _options))
        {
            case DicomPrivacyAction.Remove:
                return null;
            case DicomPrivacyAction.Empty:
                return element.IsSequence ? new DicomElement(element.Tag, []) : Bytes(element, []);
            case DicomPrivacyAction.Uid or DicomPrivacyAction.Dummy when element.Vr == DicomVr.UI:
                return Text(element, element.GetStrings().Select(uids.Map));
            // An identifier in another representation, as careless writers put it, must not stay either.
            case DicomPrivacyAction.Uid when !element.IsSequence:
                return null;
            // Sequences keep their shape: what identifies within them is treated by its own rule.
            case DicomPrivacyAction.Dummy when !element.IsSequence:
                return DicomDummy.Of(element);
            case DicomPrivacyAction.Shift when !element.IsSequence:
                return Shift(element, _options.DateShiftDays!.Value);
            default:
                return element.IsSequence ? new DicomElement(element.Tag, element.Items.Select(Treat)) : element.Copy();
        }
    }

    // A date that cannot be read may tell anything, so it becomes empty.
    private static DicomElement? Shift(DicomElement element, int days) => element.Vr switch
    {
        DicomVr.DA => Text(element, element.GetStrings().Select(text => Shift(text, days))),
        DicomVr.DT => Text(element, element.GetStrings().Select(text => text.Length >= 8 && Shift(text[..8], days) is { Length: > 0 } day && DicomTime.DateTime(text, TimeSpan.Zero) is not null ? day + text[8..] : "")),
        // A date in another representation must not stay as it is.
        _ => DicomTagTable.VrOf(element.Tag) is DicomVr.DA or DicomVr.DT ? null : element.Copy(),
    };

    private static string Shift(string text, int days)
        => DicomTime.Date(text) is { } date && date.DayNumber + (long)days is >= 0 and <= int.MaxValue and var number && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number).ToString("yyyyMMdd", CultureInfo.InvariantCulture)
            : "";

    private static DicomElement Text(DicomElement element, IEnumerable<string> values)
        => DicomDataSet.TextElement(element.Tag, element.Vr, DicomCharacterSet.Default, [.. values]);

    private static DicomElement Bytes(DicomElement element, byte[] bytes) => new(element.Tag, element.Vr, new DicomBytes(bytes));
}
