using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Report;

/// <summary>Sorts files into series.</summary>
internal sealed class SeriesCollection
{
    private readonly Dictionary<(string Study, string Series), SeriesGatherer> _series = [];

    /// <summary>Takes what is needed of a file.</summary>
    /// <exception cref="DicomException">A value does not follow the standard.</exception>
    public void Add(DicomFile file)
    {
        DicomDataSet dataSet = file.DataSet;
        (string, string) key = (dataSet.GetString(DicomTags.StudyInstanceUID), dataSet.GetString(DicomTags.SeriesInstanceUID));
        // The facts are read first, so that a bad file leaves no empty series behind.
        FileFacts facts = FileFacts.Of(file);
        if (!_series.TryGetValue(key, out SeriesGatherer? series))
        {
            _series.Add(key, series = new SeriesGatherer(dataSet));
        }

        series.Add(facts);
    }

    /// <summary>All series by patient, study and number.</summary>
    public IReadOnlyList<SeriesSummary> ToSummaries()
        => [.. _series.Values.Select(series => series.ToSummary()).OrderBy(series => series.Patient, StringComparer.Ordinal).ThenBy(series => series.Study, StringComparer.Ordinal)
            .ThenBy(series => series.StudyUid, StringComparer.Ordinal).ThenBy(series => int.TryParse(series.Number, out int number) ? number : int.MaxValue)
            .ThenBy(series => series.SeriesUid, StringComparer.Ordinal)];
}
