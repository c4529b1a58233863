namespace DeepHealth.Ecvl.Dicom;

/// <content>Values by keyword such as <c>RepetitionTime</c>: every attribute of the standard, also those that <see cref="DicomTags"/> does not list.</content>
/// <remarks>All members throw <see cref="DicomException"/> for an unknown keyword.</remarks>
public sealed partial class DicomDataSet
{
    /// <summary>Whether the data set has the element of a keyword.</summary>
    /// <exception cref="DicomException">The keyword is unknown.</exception>
    public bool Contains(string keyword) => Contains(DicomTagTable.TagOf(keyword));

    /// <summary>The first text of an element; the fallback where the data set lacks it or it is empty.</summary>
    /// <exception cref="DicomException">The keyword is unknown, or the element holds no text.</exception>
    public string GetString(string keyword, string fallback = "") => GetString(DicomTagTable.TagOf(keyword), fallback);

    /// <summary>The first number of an element as an integer.</summary>
    /// <exception cref="DicomException">The keyword is unknown, or the element is missing, empty or no integer.</exception>
    public int GetInt32(string keyword) => GetInt32(DicomTagTable.TagOf(keyword));

    /// <summary>The first number of an element as an integer; the fallback where the data set lacks it or it is empty.</summary>
    /// <exception cref="DicomException">The keyword is unknown, or the element is no integer.</exception>
    public int GetInt32(string keyword, int fallback) => GetInt32(DicomTagTable.TagOf(keyword), fallback);

    /// <summary>The first number of an element; the fallback where the data set lacks it or it is empty.</summary>
    /// <exception cref="DicomException">The keyword is unknown, or the element holds no numbers.</exception>
    public double GetDouble(string keyword, double fallback) => GetDouble(DicomTagTable.TagOf(keyword), fallback);

    /// <summary>All numbers of an element; none where the data set lacks it.</summary>
    /// <exception cref="DicomException">The keyword is unknown, or the element holds no numbers.</exception>
    public double[] GetDoubles(string keyword) => GetDoubles(DicomTagTable.TagOf(keyword));

    /// <summary>Items of a sequence; none where the data set lacks it.</summary>
    /// <exception cref="DicomException">The keyword is unknown, or the element is no sequence.</exception>
    public IReadOnlyList<DicomDataSet> GetItems(string keyword) => GetItems(DicomTagTable.TagOf(keyword));

    /// <summary>The first date of an element; null where the data set lacks it or it is empty.</summary>
    /// <exception cref="DicomException">The keyword is unknown, or the element holds no dates.</exception>
    public DateOnly? GetDate(string keyword) => GetDate(DicomTagTable.TagOf(keyword));

    /// <summary>Sets texts, with the representation of the dictionary.</summary>
    /// <exception cref="DicomException">The keyword is unknown or no text, or the character set of the data set lacks a character.</exception>
    public void Set(string keyword, params string[] values) => Set(DicomTagTable.TagOf(keyword), values);

    /// <summary>Sets numbers, with the representation of the dictionary.</summary>
    /// <exception cref="DicomException">The keyword is unknown or holds no numbers, or one does not fit.</exception>
    public void Set(string keyword, params double[] values) => Set(DicomTagTable.TagOf(keyword), values);

    /// <summary>Sets a date.</summary>
    /// <exception cref="DicomException">The keyword is unknown, or the dictionary has another representation than DA for it.</exception>
    public void Set(string keyword, DateOnly value) => Set(DicomTagTable.TagOf(keyword), value);

    /// <summary>Sets a sequence.</summary>
    /// <exception cref="DicomException">The keyword is unknown, or an item belongs to another data set.</exception>
    public void SetItems(string keyword, params IEnumerable<DicomDataSet> items) => SetItems(DicomTagTable.TagOf(keyword), items);

    /// <summary>Removes an element.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="DicomException">The keyword is unknown.</exception>
    public bool Remove(string keyword) => Remove(DicomTagTable.TagOf(keyword));
}
