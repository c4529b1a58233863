using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeepHealth.Samples.DicomTool.Files;
using DeepHealth.Samples.DicomTool.Report;

namespace DeepHealth.Samples.DicomTool.Commands;

/// <summary>The verb info: patients, studies and series in files.</summary>
internal static class InfoCommand
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "Files, folders with files, or patterns such as scan/*.dcm.", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = new("--json") { Description = "Print JSON instead of text." };
        Command command = new("info", "Tells what files hold: series, sizes, spacing, encoding.") { paths, json };
        command.SetAction(parsed =>
        {
            SeriesCollection collection = new();
            IReadOnlyList<InputFile> files = InputFiles.Of(parsed.GetValue(paths)!);
            FileRun run = FileRun.Of("info", files, (_, file) =>
            {
                if (MediaDirectory.Is(file))
                {
                    FileRun.Skip();
                }

                collection.Add(file);
            });
            IReadOnlyList<SeriesSummary> series = collection.ToSummaries();
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(series, s_json));
            }
            else
            {
                SeriesText.Write(Console.Out, series);
                string others = run.Skipped > 0 ? $", {Words.Counted(run.Skipped, "other file")}" : "";
                string bad = run.Bad > 0 ? $", {Words.Counted(run.Bad, "bad file")}" : "";
                Console.Out.WriteLine($"{Words.Counted(run.Good, "DICOM file")} in {series.Count} series{others}{bad}");
            }

            return run.ExitCode;
        });
        return command;
    }
}
