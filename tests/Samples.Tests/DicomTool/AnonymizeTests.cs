using System.Text.Json;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.DicomTool;

public sealed class AnonymizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Patients_disappear_and_identifiers_stay_consistent()
    {
        DicomFiles.Series(_folder.PathOf("in/Jane Doe"));
        DicomFiles.Series(_folder.PathOf("in/John Roe"), DicomFiles.Patient with { PatientName = "Roe^John", PatientId = "MRN-78" });
        File.WriteAllText(_folder.PathOf("in/notes.txt"), "not DICOM");
        ToolRun run = ToolRun.Of("anonymize", _folder.PathOf("in"), "-o", _folder.PathOf("out"), "--report", _folder.PathOf("report.json"), "--map", _folder.PathOf("map.json"));

        Assert.Equal(0, run.Code);
        Assert.Contains("8 files of 2 patients", run.Output, StringComparison.Ordinal);
        string[] files = [.. Directory.EnumerateFiles(_folder.PathOf("out"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Equal(8, files.Length);
        Assert.All(files, file => Assert.DoesNotContain("Doe", file[_folder.PathOf("out").Length..], StringComparison.Ordinal));
        DicomDataSet[] sets = [.. files.Select(file => DicomFile.Open(file).DataSet)];
        Assert.Equal(2, sets.Select(set => set.GetString(DicomTags.PatientID)).Distinct().Count());
        Assert.Equal(2, sets.Select(set => set.GetString(DicomTags.SeriesInstanceUID)).Distinct().Count());
        Assert.Equal(8, sets.Select(set => set.GetString(DicomTags.SOPInstanceUID)).Distinct().Count());
        Assert.All(files, file => Assert.DoesNotContain("MRN-7", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
        Assert.All(sets, set => Assert.StartsWith("ANON", set.GetString(DicomTags.PatientName), StringComparison.Ordinal));

        JsonElement report = JsonDocument.Parse(File.ReadAllText(_folder.PathOf("report.json"))).RootElement;
        Assert.Equal((8, 1, 2), (report.GetProperty("files").EnumerateObject().Count(), report.GetProperty("skipped").GetInt32(), report.GetProperty("patients").GetInt32()));
        Dictionary<string, string> map = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(_folder.PathOf("map.json")))!;
        using DicomFile old = DicomFile.Open(_folder.PathOf("in/Jane Doe/slice0.dcm"));
        Assert.Contains(map[old.DataSet.GetString(DicomTags.SeriesInstanceUID)], sets.Select(set => set.GetString(DicomTags.SeriesInstanceUID)));
    }

    [Fact]
    public void The_same_key_gives_the_same_patients_and_identifiers_on_another_day()
    {
        DicomFiles.Series(_folder.PathOf("in"));
        string key = _folder.PathOf("key");
        foreach (string day in (string[])["one", "two"])
        {
            Assert.Equal(0, ToolRun.Of("anonymize", _folder.PathOf("in"), "-o", _folder.PathOf(day), "--key", key, "--keep-names").Code);
        }

        Assert.Equal(0, ToolRun.Of("anonymize", _folder.PathOf("in"), "-o", _folder.PathOf("other"), "--keep-names").Code);
        Assert.Equal(Identity("one"), Identity("two"));
        Assert.NotEqual(Identity("one"), Identity("other"));

        string Identity(string day)
        {
            using DicomFile file = DicomFile.Open(_folder.PathOf($"{day}/slice2.dcm"));
            return file.DataSet.GetString(DicomTags.PatientID) + file.DataSet.GetString(DicomTags.SOPInstanceUID);
        }
    }

    [Fact]
    public void Options_keep_what_they_name()
    {
        DicomFiles.Series(_folder.PathOf("in"));
        ToolRun.Of("anonymize", _folder.PathOf("in"), "-o", _folder.PathOf("out"), "--keep-names", "--retain-uids", "--shift-days", "10", "--retain-characteristics", "--prefix", "P-");
        using DicomFile old = DicomFile.Open(_folder.PathOf("in/slice0.dcm"));
        using DicomFile file = DicomFile.Open(_folder.PathOf("out/slice0.dcm"));
        Assert.Equal(old.DataSet.GetString(DicomTags.SOPInstanceUID), file.DataSet.GetString(DicomTags.SOPInstanceUID));
        Assert.Equal("20240213", file.DataSet.GetString(DicomTags.StudyDate));
        Assert.Equal("F", file.DataSet.GetString(DicomTags.PatientSex));
        Assert.StartsWith("P-", file.DataSet.GetString(DicomTags.PatientID), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_over_and_bad_files_are_told()
    {
        DicomFiles.Series(_folder.PathOf("in"));
        DicomFiles.Broken(_folder.PathOf("in/broken.dcm"));
        Assert.Equal(2, ToolRun.Of("anonymize", _folder.PathOf("in"), "-o", _folder.PathOf("in/out")).Code);
        Assert.Equal(2, ToolRun.Of("anonymize", _folder.PathOf("in"), "-o", _folder.PathOf("in")).Code);
        ToolRun run = ToolRun.Of("anonymize", _folder.PathOf("in"), "-o", _folder.PathOf("out"));
        Assert.Equal(1, run.Code);
        Assert.Contains("broken.dcm", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, Directory.EnumerateFiles(_folder.PathOf("out"), "*", SearchOption.AllDirectories).Count());
        Assert.Contains("--output", ToolRun.Of("anonymize", _folder.PathOf("in"), "-o", _folder.PathOf("out")).Error, StringComparison.Ordinal);
    }
}
