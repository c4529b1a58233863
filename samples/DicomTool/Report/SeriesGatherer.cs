using System.Globalization;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Report;

/// <summary>Collects the files of a series.</summary>
/// <param name="first">Data set of its first file.</param>
internal sealed class SeriesGatherer(DicomDataSet first)
{
    private readonly string _patient = $"{Or(first.GetString(DicomTags.PatientName), "no name")} ({Or(first.GetString(DicomTags.PatientID), "no ID")})";
    private readonly string _study = $"{Or(Date(first.GetString(DicomTags.StudyDate)), "no date")} {first.GetString(DicomTags.StudyDescription)}".TrimEnd();
    private readonly string _studyUid = first.GetString(DicomTags.StudyInstanceUID);
    private readonly string _seriesUid = first.GetString(DicomTags.SeriesInstanceUID);
    private readonly string _number = first.GetString(DicomTags.SeriesNumber);
    private readonly string _modality = Or(first.GetString(DicomTags.Modality), "no modality");
    private readonly string _description = first.GetString(DicomTags.SeriesDescription);
    private readonly List<FileFacts> _files = [];

    public void Add(FileFacts facts) => _files.Add(facts);

    public SeriesSummary ToSummary()
    {
        List<string> remarks = [.. _files.SelectMany(file => file.Remarks)];
        IReadOnlyList<DicomSeries> stacks = DicomScan.Of(_files.Select(file => file.Path).OfType<string>()).Series;
        foreach (DicomSeries stack in stacks)
        {
            if (stacks.Count > 1)
            {
                // Differing sizes, orientations or echoes in one series.
                remarks.Add($"part: {stack}");
            }

            remarks.AddRange(stack.Findings.Select(finding => finding.Text));
        }

        ImageGeometry? geometry = stacks.Count > 0 ? stacks[0].Geometry : null;
        return new SeriesSummary
        {
            Patient = _patient,
            Study = _study,
            StudyUid = _studyUid,
            SeriesUid = _seriesUid,
            Number = _number,
            Modality = _modality,
            Description = _description,
            Classes = Distinct(file => file.Class),
            Files = _files.Count,
            Frames = _files.Sum(file => file.Frames),
            Sizes = Distinct(file => file.Size),
            Pixels = Distinct(file => file.Pixels),
            Voxels = geometry?.Size.ToString() ?? "",
            TimePoints = stacks.Count > 0 ? stacks[0].TimePoints : 0,
            SpacingMm = geometry is null ? [] : [geometry.SpacingMm.X, geometry.SpacingMm.Y, geometry.SpacingMm.Z],
            Syntaxes = Distinct(file => file.Syntax),
            Remarks = remarks,
        };
    }

    private string[] Distinct(Func<FileFacts, string> fact) => [.. _files.Select(fact).Where(text => text.Length > 0).Distinct()];

    private static string Or(string text, string fallback) => text.Length > 0 ? text : fallback;

    private static string Date(string text)
        => DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;
}
