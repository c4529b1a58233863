using System.CommandLine;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.Samples.DicomTool.Files;

namespace DeepHealth.Samples.DicomTool.Commands;

/// <summary>The verb to-nifti: series become volumes.</summary>
internal static class ToNiftiCommand
{
    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "Files, folders with files, or patterns such as scan/*.dcm.", Arity = ArgumentArity.OneOrMore };
        Option<string> output = new("--output", "-o") { Description = "Folder for the volumes; for a single series also a name that ends in .nii or .nii.gz.", Required = true };
        Option<string?> series = new("--series") { Description = "Write this series only: its Series Instance UID." };
        Option<bool> stored = new("--stored") { Description = "Write stored values, with slope and intercept in the header, in place of modality units." };
        Option<bool> irregular = new("--allow-irregular") { Description = "Write series with gaps, uneven spacing or tilt all the same." };
        Command command = new("to-nifti", "Writes series as NIfTI volumes.") { paths, output, series, stored, irregular };
        command.SetAction(parsed => Run(parsed.GetValue(paths)!, parsed.GetValue(output)!, parsed.GetValue(series),
            new DicomVolumeOptions { Stored = parsed.GetValue(stored), AllowIrregular = parsed.GetValue(irregular) }));
        return command;
    }

    private static int Run(string[] paths, string output, string? only, DicomVolumeOptions options)
    {
        IReadOnlyList<InputFile> files = InputFiles.Of(paths);
        // Waveforms, reports and whatever else has no frames are left out; damaged files are told.
        List<string> images = [];
        FileRun run = FileRun.Of("read headers", files, (input, file) =>
        {
            if (MediaDirectory.Is(file) || !file.DataSet.Contains(DicomTags.Rows))
            {
                FileRun.Skip();
            }

            images.Add(input.FullPath);
        });
        DicomScan scan = DicomScan.Of(images);
        DicomSeries[] wanted = [.. scan.Series.Where(series => only is null || series.Uid == only)];
        if (wanted.Length == 0)
        {
            throw new UsageException(only is null ? "to-nifti: there are no images among the files." : $"--series: \"{only}\" is not among the {scan.Series.Count} series; the verb info with --json lists them.");
        }

        foreach ((string path, string reason) in scan.Skipped)
        {
            Console.Error.WriteLine($"{path}: {reason}");
        }

        int bad = run.Bad + scan.Skipped.Count + WriteAll(wanted, output, options);
        return bad > 0 ? ExitCodes.BadFiles : ExitCodes.Success;
    }

    // Number of series that could not be written.
    private static int WriteAll(DicomSeries[] series, string output, DicomVolumeOptions options)
    {
        int bad = 0;
        SeriesNames names = new(output, series.Length);
        foreach (DicomSeries one in series)
        {
            try
            {
                Image volume = SeriesVolumes.Read(one, options);
                string path = names.Of(one);
                VolumeFile.Write(path, volume);
                Console.Out.WriteLine($"{path}: {volume}");
            }
            catch (Exception error) when (error is DicomException or ImageException or ImageFileException or GeometryException)
            {
                bad++;
                Console.Error.WriteLine($"{one}: {error.Message}");
            }
        }

        return bad;
    }
}
