using System.CommandLine;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.Samples.DicomTool.Files;
using DeepHealth.Samples.DicomTool.Report;

namespace DeepHealth.Samples.DicomTool.Commands;

/// <summary>The verb convert: files in another transfer syntax, or pictures for people.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "Files, folders with files, or patterns such as scan/*.dcm.", Arity = ArgumentArity.OneOrMore };
        Option<string> output = new("--output", "-o") { Description = "Folder for the new files, empty or missing; for a single file also the name of the new file.", Required = true };
        Option<string?> syntax = new("--syntax", "-s") { Description = $"Transfer syntax: {string.Join(", ", SyntaxNames.All)}, or its keyword or identifier." };
        Option<bool> png = new("--png") { Description = "Write PNG pictures as people see the images." };
        Option<double[]> window = new("--window") { Description = "With --png: center and width, in modality units such as HU.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        Option<int?> frame = new("--frame") { Description = "With --png: this frame only, from 1." };
        Option<double> ratio = new("--ratio") { Description = "Ratio that lossy JPEG 2000 aims at.", DefaultValueFactory = _ => new DicomEncodeOptions().CompressionRatio };
        Option<int> error = new Option<int>("--near") { Description = "Largest error of a sample in near-lossless JPEG-LS.", DefaultValueFactory = _ => new DicomEncodeOptions().NearLosslessError }.AtLeast(1);
        Command command = new("convert", "Writes files in another transfer syntax, or as PNG.") { paths, output, syntax, png, window, frame, ratio, error };
        command.SetAction(parsed =>
        {
            string[] inputs = parsed.GetValue(paths)!;
            string target = parsed.GetValue(output)!;
            double[]? numbers = parsed.GetValue(window);
            if (parsed.GetValue(png) == parsed.GetValue(syntax) is not null)
            {
                throw new UsageException("convert: give either --syntax or --png.");
            }

            if (parsed.GetValue(png))
            {
                DicomWindow? chosen = numbers is [double center, double width] ? Window(center, width) : null;
                PngPictures pictures = new(chosen, parsed.GetValue(frame));
                return Run(inputs, target, ".png", PngPictures.Suits, pictures.Write);
            }

            if (numbers is { Length: > 0 } || parsed.GetValue(frame) is not null)
            {
                throw new UsageException("convert: --window and --frame belong to --png.");
            }

            DicomTransferSyntax wanted = SyntaxNames.Parse(parsed.GetValue(syntax)!);
            DicomEncodeOptions options = new() { CompressionRatio = parsed.GetValue(ratio), NearLosslessError = parsed.GetValue(error) };
            return Run(inputs, target, ".dcm", _ => true, (file, path) => DicomTranscoder.Convert(file, wanted, options).Save(path));
        });
        return command;
    }

    private static DicomWindow Window(double center, double width)
        => double.IsFinite(center) && width >= 1 && double.IsFinite(width) ? new DicomWindow(center, width)
            : throw new UsageException(FormattableString.Invariant($"--window: center {center} must be finite and width {width} at least 1."));

    private static int Run(string[] inputs, string target, string ending, Func<DicomFile, bool> suits, Action<DicomFile, string> write)
    {
        IReadOnlyList<InputFile> files = InputFiles.Of(inputs);
        bool single = files is [{ IsNamed: true }] && target.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
        if (!single)
        {
            OutputTree.Check(target, inputs.Where(Directory.Exists));
        }

        OutputNames names = new();
        FileRun run = FileRun.Of("convert", files, (input, file) =>
        {
            // Reports and the like in a folder are no pictures; one that the user names must be told.
            if (MediaDirectory.Is(file) || (!input.IsNamed && !suits(file)))
            {
                FileRun.Skip();
            }

            string name = OutputNames.WithEnding(input.IsNamed ? Path.GetFileName(input.FullPath) : input.Name, ending);
            string path = single ? target : Path.Combine(target, names.Take(name));
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            write(file, path);
        });
        Console.Out.WriteLine($"{Words.Counted(run.Good, "file")} written to {target}, {run.Bad} bad, {run.Skipped} skipped");
        return run.ExitCode;
    }
}
