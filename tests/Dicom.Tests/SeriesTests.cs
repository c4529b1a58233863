using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class SeriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Slices_are_sorted_by_position_and_not_by_name_or_number()
    {
        SeriesFiles.Write(_folder.PathOf(""), 5, -5, 0, 10);
        DicomSeries series = Only();
        Assert.Empty(series.Findings);
        Assert.Equal([2, 3, 1, 4], series.Slices().Select(slice => slice.InstanceNumber));
        Assert.Equal((5, 0, 1), (series.SpacingMm, series.TiltDegrees, series.TimePoints));
        Image volume = series.ReadVolume();
        Assert.Equal("xyz", volume.Axes);
        Assert.Equal([4, 3, 4], volume.Sizes.ToArray());
        ImageGeometry place = volume.Geometry!;
        Assert.Equal((new Vector3D(0.75, 0.5, 5), new Vector3D(10, 20, -5), new Vector3D(0, 0, 1)), (place.SpacingMm, place.OriginMm, place.ZAxis));
        View<float> values = volume.View<float>();
        Assert.Equal(((2 * 200) - 1000f, (2 * 206) - 1000f, (2 * 411) - 1000f), (values[0, 0, 0], values[2, 1, 0], values[3, 2, 3]));
        Image stored = series.ReadVolume(new DicomVolumeOptions { Stored = true, Workers = 1 });
        Assert.Equal(PixelType.Int16, stored.PixelType);
        Assert.Equal(411, stored.View<short>()[3, 2, 3]);
    }

    [Fact]
    public void Gaps_are_reported_and_refused_unless_allowed()
    {
        SeriesFiles.Write(_folder.PathOf(""), 0, 2.5, 5, 12.5, 15);
        DicomSeries series = Only();
        DicomSeriesFinding gap = Assert.Single(series.Findings);
        Assert.Equal(DicomSeriesProblem.Gap, gap.Problem);
        Assert.Contains("7.5 mm", gap.Text, StringComparison.Ordinal);
        Assert.Contains("2 slices are missing", gap.Text, StringComparison.Ordinal);
        Assert.Equal(2.5, series.SpacingMm, 1e-12);
        Assert.Contains("2 slices are missing", Assert.Throws<DicomException>(() => series.ReadVolume()).Message, StringComparison.Ordinal);
        Assert.Equal(5, series.ReadVolume(new DicomVolumeOptions { AllowIrregular = true }).Depth);
    }

    [Fact]
    public void Uneven_spacing_is_reported_and_rounding_is_not()
    {
        SeriesFiles.Write(_folder.PathOf(""), 0, 1.001, 2, 3.4, 4.4);
        Assert.Equal([DicomSeriesProblem.UnevenSpacing], Only().Findings.Select(finding => finding.Problem));
    }

    [Fact]
    public void A_single_duplicate_is_left_out_and_reported()
    {
        SeriesFiles.Write(_folder.PathOf(""), 0, 1, 2, 1);
        DicomSeries series = Only();
        DicomSeriesFinding finding = Assert.Single(series.Findings);
        Assert.Equal(DicomSeriesProblem.Duplicate, finding.Problem);
        Assert.Contains("2 slices there, 1 at others", finding.Text, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], series.Slices().Select(slice => slice.InstanceNumber));
        Assert.Equal(3, series.ReadVolume().Depth);
    }

    [Fact]
    public void Several_slices_at_every_place_are_time_points()
    {
        SeriesFiles.Write(_folder.PathOf(""), 0, 1, 0, 1, 0, 1);
        DicomSeries series = Only();
        Assert.Empty(series.Findings);
        Assert.Equal(3, series.TimePoints);
        Assert.Equal([5, 6], series.Slices(2).Select(slice => slice.InstanceNumber));
        Image last = series.ReadVolume(new DicomVolumeOptions { TimePoint = 2, Stored = true });
        Assert.Equal((500, 600), (last.View<short>()[0, 0, 0], last.View<short>()[0, 0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => series.ReadVolume(new DicomVolumeOptions { TimePoint = 3 }));
    }

    [Fact]
    public void Copies_of_files_are_no_time_points()
    {
        SeriesFiles.Write(_folder.PathOf(""), 0, 1, 2);
        foreach (string path in Directory.GetFiles(_folder.PathOf("")))
        {
            File.Copy(path, $"{path}.copy");
        }

        DicomSeries series = Only();
        Assert.Equal(1, series.TimePoints);
        Assert.Equal(3, series.Findings.Count);
        Assert.All(series.Findings, finding => Assert.Contains("is a copy of", finding.Text, StringComparison.Ordinal));
        Assert.Equal(3, series.ReadVolume().Depth);
    }

    [Fact]
    public void A_time_point_that_lacks_a_slice_is_reported_and_does_not_mix_with_others()
    {
        for (int i = 0; i < 9; i++)
        {
            DicomDataSet slice = SeriesFiles.Slice(i, new Vector3D(0, 0, i % 3));
            slice.Set(new DicomTag(0x0020, 0x0100), i / 3);
            if (i != 4)
            {
                SeriesFiles.Save(_folder.PathOf(""), $"{i}", slice);
            }
        }

        DicomSeries series = Only();
        DicomSeriesFinding finding = Assert.Single(series.Findings);
        Assert.Equal(DicomSeriesProblem.Incomplete, finding.Problem);
        Assert.Contains("2 slices, 3 at others", finding.Text, StringComparison.Ordinal);
        Assert.Throws<DicomException>(() => series.ReadVolume());
        Assert.Equal([0, 1, 2], series.Slices(0).Select(slice => slice.InstanceNumber));
        Assert.Equal([6, 7, 8], series.Slices(1).Select(slice => slice.InstanceNumber));
        Assert.Equal(2, series.TimePoints);
    }

    [Fact]
    public void Magnitude_and_phase_are_series_of_their_own()
    {
        for (int i = 0; i < 4; i++)
        {
            DicomDataSet slice = SeriesFiles.Slice(i, new Vector3D(0, 0, i / 2));
            slice.Set(DicomTags.ImageType, "ORIGINAL", "PRIMARY", i % 2 == 0 ? "M" : "P", "ND");
            SeriesFiles.Save(_folder.PathOf(""), $"{i}", slice);
        }

        Assert.Equal([[0, 2], [1, 3]], DicomScan.Of(_folder.PathOf("")).Series.Select(series => series.Slices().Select(slice => slice.InstanceNumber).ToArray()));
    }

    [Fact]
    public void Tilt_of_the_gantry_is_measured()
    {
        for (int i = 0; i < 4; i++)
        {
            SeriesFiles.Save(_folder.PathOf(""), $"{i}", SeriesFiles.Slice(i, new Vector3D(0, i * 2 * Math.Tan(Math.PI / 12), i * 2)));
        }

        DicomSeries series = Only();
        Assert.Equal(15, series.TiltDegrees, 1e-3);
        Assert.Equal([DicomSeriesProblem.Tilt], series.Findings.Select(finding => finding.Problem));
    }

    [Fact]
    public void A_slice_beside_the_others_is_reported()
    {
        Directory.CreateDirectory(_folder.PathOf("one"));
        Directory.CreateDirectory(_folder.PathOf("two"));
        for (int i = 0; i < 5; i++)
        {
            SeriesFiles.Save(_folder.PathOf("one"), $"{i}", SeriesFiles.Slice(i, new Vector3D(i == 2 ? 7 : 0.1 * (i % 2), 0, i * 2)));
            SeriesFiles.Save(_folder.PathOf("two"), $"{i}", SeriesFiles.Slice(i, new Vector3D(i > 2 ? 40 : 0, 0, i % 3)));
        }

        DicomSeries series = DicomSeries.Of(_folder.PathOf("one"));
        DicomSeriesFinding finding = Assert.Single(series.Findings);
        Assert.Equal((DicomSeriesProblem.Shift, 0), (finding.Problem, series.TiltDegrees));
        Assert.Contains("7 mm beside", finding.Text, StringComparison.Ordinal);
        Assert.Throws<DicomException>(() => series.ReadVolume());
        SeriesFiles.Save(_folder.PathOf("two"), "5", SeriesFiles.Slice(5, new Vector3D(40, 0, 2)));
        Assert.Equal([DicomSeriesProblem.Shift, DicomSeriesProblem.Shift, DicomSeriesProblem.Shift], DicomSeries.Of(_folder.PathOf("two")).Findings.Select(found => found.Problem));
    }

    [Fact]
    public void Slices_without_positions_are_in_the_order_of_their_numbers_and_said_to_be()
    {
        foreach (int number in new[] { 3, 1, 2 })
        {
            SeriesFiles.Save(_folder.PathOf(""), $"{10 - number}", SeriesFiles.Slice(number, null));
        }

        DicomSeries series = Only();
        Assert.Equal([DicomSeriesProblem.NoPosition], series.Findings.Select(finding => finding.Problem));
        Assert.Equal([1, 2, 3], series.Slices().Select(slice => slice.InstanceNumber));
        Assert.Null(series.ReadVolume(new DicomVolumeOptions { AllowIrregular = true }).Geometry);
    }

    [Fact]
    public void Other_orientations_and_echoes_are_series_of_their_own()
    {
        SeriesFiles.Write(_folder.PathOf(""), 0, 1);
        SeriesFiles.Save(_folder.PathOf(""), "sagittal", SeriesFiles.Slice(9, default(Vector3D), [0, 1, 0, 0, 0, -1]));
        DicomDataSet echo = SeriesFiles.Slice(8, default(Vector3D));
        echo.Set(new DicomTag(0x0018, 0x0086), DicomVr.IS, 2.0);
        SeriesFiles.Save(_folder.PathOf(""), "t2", echo);
        Assert.Equal([2, 1, 1], DicomScan.Of(_folder.PathOf("")).Series.Select(series => series.Slices().Count));
    }

    [Fact]
    public void Oblique_volumes_keep_their_axes()
    {
        double half = Math.Sqrt(0.5);
        for (int i = 0; i < 3; i++)
        {
            SeriesFiles.Save(_folder.PathOf(""), $"{i}", SeriesFiles.Slice(i, new Vector3D(1, -half * i * 3, half * i * 3), [1, 0, 0, 0, half, half]));
        }

        ImageGeometry place = Only().ReadVolume().Geometry!;
        Assert.Equal(3, place.SpacingMm.Z, 1e-9);
        Assert.Equal(0, (place.ToPatient(new Vector3D(2, 1, 2)) - new Vector3D(2.5, half * (0.5 - 6), half * (0.5 + 6))).Length, 1e-6);
    }

    [Fact]
    public void Files_without_images_are_skipped_with_the_reason()
    {
        SeriesFiles.Write(_folder.PathOf(""), 0, 1);
        File.WriteAllText(Path.Combine(_folder.PathOf(""), "notes.txt"), "no dicom file");
        DicomDataSet report = new();
        report.Set(DicomTags.Modality, "SR");
        SeriesFiles.Save(_folder.PathOf(""), "report.dcm", report);
        DicomDataSet huge = SeriesFiles.Slice(3, default(Vector3D));
        huge.Set(DicomTags.Rows, 60000);
        SeriesFiles.Save(_folder.PathOf(""), "huge.dcm", huge);
        DicomScan scan = DicomScan.Of(_folder.PathOf(""));
        Assert.Single(scan.Series);
        Assert.Equal(["huge.dcm", "notes.txt", "report.dcm"], scan.Skipped.Select(file => Path.GetFileName(file.Path)));
        Assert.All(scan.Skipped, file => Assert.Contains(file.Path, file.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_damaged_after_the_scan_is_named()
    {
        SeriesFiles.Write(_folder.PathOf(""), 0, 1, 2);
        DicomSeries series = Only();
        string path = series.Slices()[1].Path;
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^8]);
        DicomException error = Assert.Throws<DicomException>(() => series.ReadVolume());
        Assert.Equal(path, error.SourceName);
    }

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        SeriesFiles.Write(_folder.PathOf(""), [.. Enumerable.Range(0, 40).Select(i => (double)(i * 3 % 40))]);
        Image one = DicomScan.Of(_folder.PathOf(""), workers: 1).Series[0].ReadVolume(new DicomVolumeOptions { Workers = 1 });
        Image four = DicomScan.Of(_folder.PathOf(""), workers: 4).Series[0].ReadVolume(new DicomVolumeOptions { Workers = 4 });
        Assert.Equal(one.AsSpan<float>().ToArray(), four.AsSpan<float>().ToArray());
    }

    [Fact]
    public void Frames_of_several_files_come_to_their_places_with_any_number_of_workers()
    {
        // Four files of three frames each, the frames of neighbouring files interleaved in space.
        for (int file = 0; file < 4; file++)
        {
            SeriesFiles.Save(_folder.PathOf(""), $"{file}", SeriesFiles.Frames(file, [.. Enumerable.Range(0, 3).Select(frame => new Vector3D(0, 0, (frame * 4) + file))]));
        }

        DicomSeries series = Only();
        Assert.Equal(12, series.Slices().Count);
        foreach (int workers in new[] { 1, 2, 5 })
        {
            Image volume = series.ReadVolume(new DicomVolumeOptions { Stored = true, Workers = workers });
            Assert.Equal(Enumerable.Range(0, 12).Select(z => (short)((z % 4 * 1000) + (z / 4 * 100) + 11)), Enumerable.Range(0, 12).Select(z => volume.View<short>()[3, 2, z]));
        }
    }

    [Fact]
    public void A_file_that_went_after_the_scan_is_named()
    {
        SeriesFiles.Write(_folder.PathOf(""), 0, 1, 2);
        DicomSeries series = Only();
        string path = series.Slices()[2].Path;
        File.Delete(path);
        Assert.Contains(path, Assert.ThrowsAny<IOException>(() => series.ReadVolume()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_one_series_is_read_by_its_name()
    {
        string folder = _folder.PathOf("");
        Assert.Contains("holds no files", Assert.Throws<DicomException>(() => DicomSeries.Of(folder)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "no dicom file");
        Assert.Contains("notes.txt", Assert.Throws<DicomException>(() => DicomSeries.Of(folder)).Message, StringComparison.Ordinal);
        SeriesFiles.Write(folder, 0, 1, 2);
        Assert.Equal(3, DicomSeries.Of(folder).Slices().Count);
        SeriesFiles.Save(folder, "sagittal", SeriesFiles.Slice(9, default(Vector3D), [0, 1, 0, 0, 0, -1]));
        Assert.Contains("2 series", Assert.Throws<DicomException>(() => DicomSeries.Of(folder)).Message, StringComparison.Ordinal);
    }

    private DicomSeries Only()
    {
        DicomScan scan = DicomScan.Of(_folder.PathOf(""));
        Assert.Empty(scan.Skipped);
        return Assert.Single(scan.Series);
    }
}
