using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.DicomTool;

public sealed class ConvertTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rle", "1.2.840.10008.1.2.5")]
    [InlineData("ImplicitVRLittleEndian", "1.2.840.10008.1.2")]
    [InlineData("deflated", "1.2.840.10008.1.2.1.99")]
    public void A_folder_changes_its_syntax_and_keeps_its_pixels(string syntax, string uid)
    {
        DicomFiles.Series(_folder.PathOf("in/a"));
        ToolRun run = ToolRun.Of("convert", _folder.PathOf("in"), "-o", _folder.PathOf("out"), "--syntax", syntax);
        Assert.Equal(0, run.Code);
        using DicomFile old = DicomFile.Open(_folder.PathOf("in/a/slice2.dcm"));
        using DicomFile file = DicomFile.Open(_folder.PathOf("out/a/slice2.dcm"));
        Assert.Equal(uid, file.TransferSyntax.Uid);
        Assert.Equal(DicomPixels.Of(old).ReadFrame<short>(0), DicomPixels.Of(file).ReadFrame<short>(0));
        Assert.Equal(4, Directory.GetFiles(_folder.PathOf("out/a")).Length);
    }

    [Fact]
    public void Names_that_are_identifiers_or_equal_keep_files_apart()
    {
        DicomFiles.Series(_folder.PathOf("a"));
        DicomFiles.Series(_folder.PathOf("b"));
        foreach (string folder in (string[])["a", "b"])
        {
            File.Move(_folder.PathOf($"{folder}/slice0.dcm"), _folder.PathOf($"{folder}/1.2.840.5.1"));
            File.Move(_folder.PathOf($"{folder}/slice1.dcm"), _folder.PathOf($"{folder}/1.2.840.5.2"));
            File.Move(_folder.PathOf($"{folder}/slice2.dcm"), _folder.PathOf($"{folder}/slice3.ima"));
        }

        string[] one = ["1.2.840.5.1.dcm", "1.2.840.5.2.dcm", "slice3.dcm", "slice3_2.dcm"];
        Assert.Equal(0, ToolRun.Of("convert", _folder.PathOf("a"), "-o", _folder.PathOf("out"), "-s", "rle").Code);
        Assert.Equal(one, Directory.GetFiles(_folder.PathOf("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, ToolRun.Of("convert", _folder.PathOf("a"), _folder.PathOf("b"), "-o", _folder.PathOf("both"), "-s", "rle").Code);
        Assert.Equal(8, Directory.GetFiles(_folder.PathOf("both")).Length);
        Assert.Equal(0, ToolRun.Of("anonymize", _folder.PathOf("a"), _folder.PathOf("b"), "-o", _folder.PathOf("anonymous"), "--keep-names").Code);
        Assert.Equal(8, Directory.GetFiles(_folder.PathOf("anonymous")).Length);
    }

    [Fact]
    public void Patterns_name_files_where_no_shell_expands_them()
    {
        DicomFiles.Series(_folder.PathOf("in"));
        Assert.Equal(0, ToolRun.Of("convert", _folder.PathOf("in/slice?.dcm"), "-o", _folder.PathOf("out"), "-s", "rle").Code);
        Assert.Equal(4, Directory.GetFiles(_folder.PathOf("out")).Length);
        Assert.Equal(0, ToolRun.Of("dump", _folder.PathOf("in/*2.d*")).Code);
        ToolRun none = ToolRun.Of("dump", _folder.PathOf("in/*.ima"));
        Assert.Equal(2, none.Code);
        Assert.Contains("no file has such a name", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_shows_the_window()
    {
        DicomFiles.Series(_folder.PathOf("in"));
        // Slice 0 holds -100 to -71: the window of -80.5 to -79.5 is a step.
        Assert.Equal(0, ToolRun.Of("convert", _folder.PathOf("in/slice0.dcm"), "-o", _folder.PathOf("a.png"), "--png", "--window", "-80", "1").Code);
        Image picture = ImageFile.Read(_folder.PathOf("a.png"));
        Assert.Equal((6, 5), (picture.Width, picture.Height));
        byte[] values = picture.Rearrange("xy").AsSpan<byte>().ToArray();
        Assert.Equal(Enumerable.Range(-100, 30).Select(value => value > -81 + 0.5 ? (byte)255 : (byte)0), values);
    }

    [Fact]
    public void Frames_become_numbered_pictures_in_colour()
    {
        Image frames = new("cxyt", [3, 4, 2, 3], PixelType.UInt8, ColorType.Rgb);
        frames.AsSpan<byte>()[^1] = 200;
        Directory.CreateDirectory(_folder.PathOf("in"));
        DicomSecondaryCapture.Create(frames).Save(_folder.PathOf("in/cine.dcm"));
        Assert.Equal(0, ToolRun.Of("convert", _folder.PathOf("in"), "-o", _folder.PathOf("out"), "--png").Code);
        Assert.Equal(["cine-0001.png", "cine-0002.png", "cine-0003.png"], Directory.GetFiles(_folder.PathOf("out")).Select(Path.GetFileName).Order());
        Image last = ImageFile.Read(_folder.PathOf("out/cine-0003.png"));
        Assert.Equal(ColorType.Rgb, last.Color);
        Assert.Equal(200, last.Rearrange("cxy").AsSpan<byte>()[^1]);
        Assert.Equal(0, ToolRun.Of("convert", _folder.PathOf("in/cine.dcm"), "-o", _folder.PathOf("second.png"), "--png", "--frame", "2").Code);
        Assert.True(File.Exists(_folder.PathOf("second.png")));
        Assert.Equal(1, ToolRun.Of("convert", _folder.PathOf("in/cine.dcm"), "-o", _folder.PathOf("x.png"), "--png", "--frame", "4").Code);
    }

    [Fact]
    public void Files_without_pixels_are_passed_over_in_folders_and_told_by_name()
    {
        DicomFiles.Series(_folder.PathOf("in"));
        DicomWaveformGroup group = DicomWaveformGroup.Create(250, [new DicomWaveformChannel { Label = "I" }], [[1, 2]]);
        new DicomWaveform([group]).ToFile(DicomWaveformKind.GeneralEcg).Save(_folder.PathOf("in/ecg.dcm"));
        ToolRun folder = ToolRun.Of("convert", _folder.PathOf("in"), "-o", _folder.PathOf("out"), "--png");
        Assert.Equal(0, folder.Code);
        Assert.Contains("4 files written", folder.Output, StringComparison.Ordinal);
        Assert.Contains("1 skipped", folder.Output, StringComparison.Ordinal);
        ToolRun named = ToolRun.Of("convert", _folder.PathOf("in/ecg.dcm"), "-o", _folder.PathOf("ecg.png"), "--png");
        Assert.Equal(1, named.Code);
        Assert.Contains("PixelData", named.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Contradicting_options_are_usage_errors()
    {
        DicomFiles.Series(_folder.PathOf("in"));
        string[] start = ["convert", _folder.PathOf("in"), "-o", _folder.PathOf("out")];
        Assert.Contains("either --syntax or --png", ToolRun.Of(start).Error, StringComparison.Ordinal);
        Assert.Equal(2, ToolRun.Of([.. start, "--syntax", "rle", "--png"]).Code);
        Assert.Equal(2, ToolRun.Of([.. start, "--syntax", "rle", "--window", "1", "2"]).Code);
        Assert.Contains("\"gif\"", ToolRun.Of([.. start, "--syntax", "gif"]).Error, StringComparison.Ordinal);
        Assert.Equal(2, ToolRun.Of([.. start, "--png", "--window", "1", "0"]).Code);
        Assert.False(Directory.Exists(_folder.PathOf("out")));
    }

    [Fact]
    public void A_series_becomes_a_volume_with_its_values_and_place()
    {
        DicomFiles.Series(_folder.PathOf("in"));
        ToolRun run = ToolRun.Of("to-nifti", _folder.PathOf("in"), "-o", _folder.PathOf("out"));
        Assert.Equal(0, run.Code);
        Image volume = VolumeFile.Read(_folder.PathOf("out/CT_thin___soft.nii.gz"));
        Image expected = DicomFiles.Volume();
        Assert.Equal(expected.ConvertTo(PixelType.Float64).AsSpan<double>().ToArray(), volume.ConvertTo(PixelType.Float64).Rearrange("xyz").AsSpan<double>().ToArray());
        Assert.Equal(expected.Geometry!.Affine(), volume.Geometry!.Affine(), (left, right) => Math.Abs(left - right) < 1e-4);
    }

    [Fact]
    public void Stored_values_keep_their_factor_and_are_refused_where_it_differs()
    {
        DicomFiles.Series(_folder.PathOf("in"));
        foreach (string path in Directory.GetFiles(_folder.PathOf("in")))
        {
            using DicomFile file = DicomFile.Open(path);
            file.DataSet.Set(DicomTags.RescaleSlope, 0.5);
            file.DataSet.Set(DicomTags.RescaleIntercept, -3.0);
            file.Save(path);
        }

        Assert.Equal(0, ToolRun.Of("to-nifti", _folder.PathOf("in"), "-o", _folder.PathOf("v.nii"), "--stored").Code);
        byte[] header = File.ReadAllBytes(_folder.PathOf("v.nii"));
        Assert.Equal((4, 0.5f, -3f), (BitConverter.ToInt16(header, 70), BitConverter.ToSingle(header, 112), BitConverter.ToSingle(header, 116)));
        using (DicomFile other = DicomFile.Open(_folder.PathOf("in/slice2.dcm")))
        {
            other.DataSet.Set(DicomTags.RescaleSlope, 0.25);
            other.Save(_folder.PathOf("in/slice2.dcm"));
        }

        ToolRun refused = ToolRun.Of("to-nifti", _folder.PathOf("in"), "-o", _folder.PathOf("w.nii"), "--stored");
        Assert.Equal(1, refused.Code);
        Assert.Contains("slice2.dcm", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of("to-nifti", _folder.PathOf("in"), "-o", _folder.PathOf("w.nii")).Code);
    }

    [Fact]
    public void Gaps_are_refused_unless_allowed()
    {
        DicomFiles.Series(_folder.PathOf("in"));
        File.Delete(_folder.PathOf("in/slice1.dcm"));
        ToolRun refused = ToolRun.Of("to-nifti", _folder.PathOf("in"), "-o", _folder.PathOf("v.nii"));
        Assert.Equal(1, refused.Code);
        Assert.False(File.Exists(_folder.PathOf("v.nii")));
        Assert.Equal(0, ToolRun.Of("to-nifti", _folder.PathOf("in"), "-o", _folder.PathOf("v.nii"), "--allow-irregular", "--stored").Code);
        Image volume = VolumeFile.Read(_folder.PathOf("v.nii"));
        Assert.Equal((PixelType.Int16, 3), (volume.PixelType, volume.Depth));
        Assert.Equal(2, ToolRun.Of("to-nifti", _folder.PathOf("in"), "-o", _folder.PathOf("w.nii"), "--series", "1.2.3").Code);
    }

    [Fact]
    public void Time_points_become_the_last_axis()
    {
        ToolRun run = ToolRun.Of("to-nifti", Assets.Require("dicom", "dcm_qa_nih"), "-o", _folder.PathOf("fmri.nii.gz"), "--stored");
        Assert.Equal(0, run.Code);
        Image volume = VolumeFile.Read(_folder.PathOf("fmri.nii.gz"));
        Assert.Equal((64, 64, 15, 3), (volume.Width, volume.Height, volume.Depth, volume.Size('t')));
        Assert.Equal(new Vector3D(3.75, 3.75, 5), volume.SpacingMm!.Value);
        // As the twin that dcm2niix made: repetition time 5 s.
        Assert.True(volume.Metadata.TryGet(VolumeKeys.TimeStep, out double step) && volume.Metadata.TryGet(VolumeKeys.TimeUnit, out string? unit) && step == 5 && unit == "s");
    }
}
