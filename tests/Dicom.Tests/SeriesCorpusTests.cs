using System.Buffers.Binary;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class SeriesCorpusTests
{
    [Fact]
    public void The_series_and_its_nifti_twin_agree_in_values_and_affine()
    {
        // dcm2niix made the twin; it holds ten time points, of which the corpus has three, and its rows grow to the front.
        byte[] twin = File.ReadAllBytes(Assets.Require("nifti", "dcm_qa_nih", "DCM2NIIX_regression_test_4.nii"));
        DicomSeries series = Assert.Single(DicomScan.Of(Assets.Require("dicom", "dcm_qa_nih")).Series);
        Assert.Empty(series.Findings);
        Assert.Equal((3, 15), (series.TimePoints, series.Slices().Count));
        double[] affine = series.Geometry!.RasAffine();
        double[] expected = [.. Enumerable.Range(0, 12).Select(i => (double)BinaryPrimitives.ReadSingleLittleEndian(twin.AsSpan(280 + (4 * i))))];
        int start = (int)BinaryPrimitives.ReadSingleLittleEndian(twin.AsSpan(108));
        for (int row = 0; row < 3; row++)
        {
            Assert.Equal(expected[4 * row], affine[4 * row], 1e-4);
            Assert.Equal(-expected[(4 * row) + 1], affine[(4 * row) + 1], 1e-4);
            Assert.Equal(expected[(4 * row) + 2], affine[(4 * row) + 2], 1e-4);
            Assert.Equal(expected[(4 * row) + 3], affine[(4 * row) + 3] + (63 * affine[(4 * row) + 1]), 1e-3);
        }

        for (int time = 0; time < series.TimePoints; time++)
        {
            Image volume = series.ReadVolume(new DicomVolumeOptions { TimePoint = time, Stored = true });
            View<short> values = volume.View<short>();
            for (int z = 0; z < 15; z++)
            {
                for (int y = 0; y < 64; y++)
                {
                    for (int x = 0; x < 64; x++)
                    {
                        int at = ((((((time * 15) + z) * 64) + (63 - y)) * 64) + x) * 2;
                        Assert.Equal(BinaryPrimitives.ReadInt16LittleEndian(twin.AsSpan(start + at)), values[x, y, z]);
                    }
                }
            }
        }
    }

    [Fact]
    public void An_enhanced_image_equals_the_series_of_single_frames()
    {
        DicomSeries single = Assert.Single(DicomScan.Of(Assets.Require("dicom", "dicom-test-files", "dcmqi", "segmentations", "23x38x3", "image")).Series);
        string file = Assert.Single(Directory.GetFiles(Assets.Require("dicom", "dicom-test-files", "dcmqi", "segmentations", "23x38x3", "multiframe")));
        DicomSeries enhanced = DicomSeries.Of(file);
        Assert.Empty(enhanced.Findings);
        Assert.Equal(single.ReadVolume().AsSpan<float>().ToArray(), enhanced.ReadVolume().AsSpan<float>().ToArray());
        double[] expected = single.Geometry!.Affine();
        double[] affine = enhanced.Geometry!.Affine();
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(expected[i], affine[i], 1e-4);
        }
    }

    [Fact]
    public void The_volume_of_torchio_has_its_known_place()
    {
        DicomSeries series = Assert.Single(DicomScan.Of(Assets.Require("dicom", "torchio")).Series);
        Assert.Empty(series.Findings);
        Assert.Equal((17, 2.0), (series.Slices().Count, Math.Round(series.SpacingMm, 6)));
        ImageGeometry place = series.ReadVolume().Geometry!;
        Assert.Equal((new Vector3D(82.1807, 122.163, -24.707), new Vector3D(-1, 0, 0), new Vector3D(0, -1, 0)), (place.OriginMm, place.XAxis, place.YAxis));
    }

    [Fact]
    public void Every_series_of_the_corpus_is_read_or_refused_with_a_reason()
    {
        DicomScan scan = DicomScan.Of(Assets.Require("dicom"));
        Assert.All(scan.Skipped, file => Assert.NotEmpty(file.Reason));
        Assert.True(scan.Series.Count > 60, $"{scan.Series.Count} series, {scan.Skipped.Count} files skipped");
        List<string> refused = [];
        foreach (DicomSeries series in scan.Series)
        {
            try
            {
                Image volume = series.ReadVolume(new DicomVolumeOptions { AllowIrregular = true });
                Assert.Equal(series.Slices().Count, volume.Depth);
                Assert.Equal(series.Geometry is null, volume.Geometry is null);
            }
            catch (DicomException error)
            {
                refused.Add(error.Message);
            }
        }

        NativeNeed.Require("1.2.840.10008.1.2.4.91");
        Assert.Empty(refused);
        // The size in its compressed stream is overwritten; above it is left out as a copy of a sound file.
        DicomSeries damaged = DicomSeries.Of(Assets.Require("dicom", "pydicom", "test_files", "JPEG2000-embedded-sequence-delimiter.dcm"));
        Assert.Contains("JPEG2000-embedded-sequence-delimiter", Assert.Throws<DicomException>(() => damaged.ReadVolume()).Message, StringComparison.Ordinal);
    }
}
