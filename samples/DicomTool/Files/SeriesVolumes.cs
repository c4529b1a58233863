using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>Series with several volumes at one place, such as functional MR.</summary>
internal static class SeriesVolumes
{
    private static readonly DicomTag s_repetitionTime = new(0x0018, 0x0080);
    private static readonly DicomTag s_timing = new(0x0018, 0x9112);
    private static readonly DicomTag s_sharedGroups = new(0x5200, 0x9229);

    /// <summary>The volumes of a series as one image: the time is the last axis where there are several.</summary>
    /// <exception cref="DicomException">The slices are no regular grid, or one is damaged, or stored values are asked for that need different factors.</exception>
    public static Image Read(DicomSeries series, DicomVolumeOptions options)
    {
        if (options.Stored)
        {
            CheckRescale(series);
        }

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

        foreach ((string key, object value) in first.Metadata)
        {
            all.Metadata.Set(key, value);
        }

        // The step in time, as dcm2niix takes it.
        if (RepetitionTimeMs(series.Slices()[0].Path) is > 0 and double milliseconds)
        {
            all.Metadata.Set(VolumeKeys.TimeStep, milliseconds / 1000);
            all.Metadata.Set(VolumeKeys.TimeUnit, "s");
        }

        return all;
    }

    // A volume has one factor for all its voxels; slices of PET often have their own.
    private static void CheckRescale(DicomSeries series)
    {
        DicomSlice first = series.Slices()[0];
        for (int time = 0; time < series.TimePoints; time++)
        {
            if (series.Slices(time).FirstOrDefault(slice => slice.Rescale != first.Rescale) is { } other)
            {
                throw new DicomException($"{other} has slope and intercept {other.Rescale}, {first} has {first.Rescale}: leave out --stored to write modality units.") { SourceName = other.Path };
            }
        }
    }

    private static double RepetitionTimeMs(string path)
    {
        using DicomFile file = DicomFile.Open(path);
        IEnumerable<DicomDataSet> places = file.DataSet.GetItems(s_sharedGroups).SelectMany(group => group.GetItems(s_timing)).Prepend(file.DataSet);
        return places.Select(place => place.GetDouble(s_repetitionTime, 0)).FirstOrDefault(time => time > 0);
    }
}
