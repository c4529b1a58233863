using System.Text.Json;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.DicomTool;

public sealed class LookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dump_prints_elements_with_values_sizes_and_names()
    {
        DicomFile file = DicomSecondaryCapture.Create(DicomFiles.Volume().Crop('z', 0..1), DicomFiles.Patient);
        file.DataSet.Set(new DicomTag(0x0029, 0x0010), "DEEPHEALTH TEST");
        file.DataSet.Set(new DicomTag(0x0029, 0x1002), DicomVr.SH, "secret");
        file.Save(_folder.PathOf("a.dcm"));
        ToolRun run = ToolRun.Of("dump", _folder.PathOf("a.dcm"));

        Assert.Equal(0, run.Code);
        Assert.StartsWith("# ", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains("Explicit VR Little Endian", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains("(0010,0010) PN [Doe^Jane]                               # 8, 1 PatientName", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("(0008,0016) UI =SecondaryCaptureImageStorage ", StringComparison.Ordinal));
        Assert.Contains("(0028,0030) DS [0.75\\0.5]                               # 8, 2 PixelSpacing", run.Lines);
        Assert.Contains("(0029,1002) SH [secret]                                 # 6, 1 [DEEPHEALTH TEST]", run.Lines);
        Assert.Contains(run.Lines, line => line.StartsWith("(7FE0,0010) OW 9c\\ff\\9d\\ff", StringComparison.Ordinal) && line.EndsWith("# 60, 1 PixelData", StringComparison.Ordinal));
        Assert.DoesNotContain(ToolRun.Of("dump", _folder.PathOf("a.dcm"), "--no-private").Lines, line => line.Contains("(0029", StringComparison.Ordinal));
    }

    [Fact]
    public void Dump_shows_chosen_tags_at_every_depth_or_few_levels()
    {
        string path = Assets.Require("dicom", "dicom-test-files", "dcmqi", "segmentations", "23x38x3", "seg", "label.seg.dcm");
        ToolRun chosen = ToolRun.Of("dump", path, "--tag", "ReferencedSegmentNumber", "-t", "0010,0020");
        Assert.Equal(["(0010,0020) LO [123456]                                 # 6, 1 PatientID",
            .. Enumerable.Range(1, 3).Select(frame => $"(0062,000B) US 1                                        # 2, 1 PerFrameFunctionalGroupsSequence[{frame}].SegmentIdentificationSequence[1].ReferencedSegmentNumber")],
            chosen.Lines[1..]);
        ToolRun flat = ToolRun.Of("dump", path, "--depth", "0");
        Assert.DoesNotContain(flat.Lines, line => line.Contains("item 1", StringComparison.Ordinal));
        Assert.Contains(flat.Lines, line => line.StartsWith("(5200,9230) SQ sequence of 3 items", StringComparison.Ordinal));
        Assert.Equal(2, ToolRun.Of("dump", path, "--tag", "NoSuchKeyword").Code);
        Assert.Equal(2, ToolRun.Of("dump", path, "--depth", "-1").Code);
    }

    [Fact]
    public void Info_tells_patient_study_series_size_and_spacing()
    {
        DicomFiles.Series(_folder.PathOf("ct"));
        File.WriteAllText(_folder.PathOf("notes.txt"), "not DICOM");
        ToolRun run = ToolRun.Of("info", _folder.PathOf("."));

        Assert.Equal(0, run.Code);
        Assert.Equal(
        [
            "Patient Doe^Jane (MRN-77)", "Study 2024-02-03 Abdomen", "Series 4 CT \"thin / soft\": 4 files, CT Image Storage", "4 frames of 6 x 5; 16 bit signed MONOCHROME2",
            "6 x 5 x 4 voxels of 0.5 x 0.75 x 2.5 mm", "Explicit VR Little Endian", "4 DICOM files in 1 series, 1 other file",
        ], run.Lines);
    }

    [Fact]
    public void Info_tells_gaps_and_goes_on_after_bad_files()
    {
        DicomFiles.Series(_folder.PathOf("ct"));
        File.Delete(_folder.PathOf("ct/slice1.dcm"));
        DicomFiles.Broken(_folder.PathOf("broken.dcm"));
        ToolRun run = ToolRun.Of("info", _folder.PathOf("."), "--json");

        Assert.Equal(1, run.Code);
        string sentence = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("broken.dcm", sentence, StringComparison.Ordinal);
        Assert.Contains("PixelData", sentence, StringComparison.Ordinal);
        JsonElement series = Assert.Single(JsonDocument.Parse(run.Output).RootElement.EnumerateArray());
        Assert.Equal(3, series.GetProperty("files").GetInt32());
        Assert.NotEmpty(series.GetProperty("remarks").EnumerateArray());
    }

    [Fact]
    public void Info_tells_channels_and_segments()
    {
        ToolRun ecg = ToolRun.Of("info", Assets.Require("dicom", "pydicom", "test_files", "waveform_ecg.dcm"));
        Assert.Contains(ecg.Lines, line => line.StartsWith("RHYTHM: 12 channels of 10000 samples at 1000 Hz (Signed16), 10 s: Lead I", StringComparison.Ordinal));
        ToolRun segmentation = ToolRun.Of("info", Assets.Require("dicom", "dicom-test-files", "dcmqi", "segmentations", "23x38x3", "seg", "label.seg.dcm"));
        Assert.Contains("Binary segmentation of 23 x 38 x 3 voxels: 1 Liver", segmentation.Lines);
    }

    [Fact]
    public void Paths_that_lead_nowhere_and_unknown_verbs_are_usage_errors()
    {
        ToolRun missing = ToolRun.Of("info", _folder.PathOf("nothing"));
        Assert.Equal(2, missing.Code);
        Assert.Contains("neither a file nor a folder", missing.Error, StringComparison.Ordinal);
        Assert.Equal(2, ToolRun.Of("explain").Code);
    }
}
