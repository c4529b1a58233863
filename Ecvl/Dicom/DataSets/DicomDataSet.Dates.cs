using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <content>Dates, times and items.</content>
public sealed partial class DicomDataSet
{
    /// <summary>The first date of an element; null where the data set lacks it or it is empty.</summary>
    /// <exception cref="DicomException">The element holds no dates, or a text that is none.</exception>
    public DateOnly? GetDate(DicomTag tag) => TryGet(tag, out DicomElement? element) && element.GetDates() is [DateOnly first, ..] ? first : null;

    /// <summary>The first time of day of an element; null where the data set lacks it or it is empty.</summary>
    /// <exception cref="DicomException">The element holds no times, or a text that is none.</exception>
    public TimeOnly? GetTime(DicomTag tag) => TryGet(tag, out DicomElement? element) && element.GetTimes() is [TimeOnly first, ..] ? first : null;

    /// <summary>The first moment of a DT element; null where the data set lacks it or it is empty.</summary>
    /// <param name="tag">The element.</param>
    /// <param name="zone">Offset from UTC of a moment that does not state its own.</param>
    /// <exception cref="DicomException">The element holds no moments, or a text that is none.</exception>
    public DateTimeOffset? GetMoment(DicomTag tag, TimeSpan zone = default) => TryGet(tag, out DicomElement? element) && element.GetDateTimes(zone) is [DateTimeOffset first, ..] ? first : null;

    /// <summary>Date and time of day of two elements, such as Study Date and Study Time; midnight where only the date is there, null where it is not.</summary>
    /// <param name="date">A DA element.</param>
    /// <param name="time">A TM element.</param>
    /// <exception cref="DicomException">An element holds no date or time.</exception>
    public DateTime? GetDateTime(DicomTag date, DicomTag time) => GetDate(date) is { } day ? day.ToDateTime(GetTime(time) ?? TimeOnly.MinValue) : null;

    /// <summary>Sets a date.</summary>
    /// <exception cref="DicomException">The dictionary has another representation than DA for the tag.</exception>
    public void Set(DicomTag tag, DateOnly value) => SetTime(tag, DicomVr.DA, value.ToString("yyyyMMdd", CultureInfo.InvariantCulture), "date");

    /// <summary>Sets a time of day, to the microsecond.</summary>
    /// <exception cref="DicomException">The dictionary has another representation than TM for the tag.</exception>
    public void Set(DicomTag tag, TimeOnly value) => SetTime(tag, DicomVr.TM, value.ToString("HHmmss.FFFFFF", CultureInfo.InvariantCulture), "time");

    /// <summary>Sets a moment with its offset from UTC, to the microsecond.</summary>
    /// <exception cref="DicomException">The dictionary has another representation than DT for the tag.</exception>
    public void Set(DicomTag tag, DateTimeOffset value)
        => SetTime(tag, DicomVr.DT, string.Create(CultureInfo.InvariantCulture, $"{value:yyyyMMddHHmmss.FFFFFF}{value:zzz}").Replace(":", "", StringComparison.Ordinal), "moment");

    /// <summary>Sets a sequence.</summary>
    /// <param name="tag">The sequence.</param>
    /// <param name="items">Its items; each may belong to one sequence only.</param>
    /// <exception cref="DicomException">An item belongs to another data set, or holds this one.</exception>
    public void SetItems(DicomTag tag, params IEnumerable<DicomDataSet> items) => Set(new DicomElement(tag, items));

    private void SetTime(DicomTag tag, DicomVr vr, string text, string what)
    {
        DicomVr known = DicomTagTable.VrOf(tag);
        Set(tag, known == vr ? vr
            : throw new DicomException($"DicomDataSet: the {what} {text} does not fit in {DicomTagTable.Describe(tag)} {known}; it needs {vr}.") { Tag = tag }, [text]);
    }
}
