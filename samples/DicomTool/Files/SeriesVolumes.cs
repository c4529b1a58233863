using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>Series with several volumes at one place, such as functional MR.</summary>
internal static class SeriesVolumes
{
    /// <summary>The volumes of a series as one image: the time is the last axis where there are several.</summary>
    /// <exception cref="DicomException">The slices are no regular grid, or one is damaged.</exception>
    public static Image Read(DicomSeries series, DicomVolumeOptions options)
    {
        Image first = series.ReadVolume(options);
        if (series.TimePoints == 1)
        {
            return first;
        }

        Image all = new(first.Axes + "t", [.. first.Sizes, series.TimePoints], first.PixelType, first.Color, first.Geometry);
        for (int time = 0; time < series.TimePoints; time++)
        {
            Image volume = time == 0 ? first : series.ReadVolume(options with { TimePoint = time });
            all.Crop('t', time..(time + 1)).CopyFrom(volume.Permute(all.Axes));
        }

        return all;
    }
}
