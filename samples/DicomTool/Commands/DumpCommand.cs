using System.CommandLine;
using System.CommandLine.Parsing;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.Samples.DicomTool.Files;
using DeepHealth.Samples.DicomTool.Report;

namespace DeepHealth.Samples.DicomTool.Commands;

/// <summary>The verb dump: every element of files.</summary>
internal static class DumpCommand
{
    private const int DefaultCharacters = 64;

    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "Files, folders with files, or patterns such as scan/*.dcm.", Arity = ArgumentArity.OneOrMore };
        Option<int> depth = new Option<int>("--depth") { Description = "Levels of sequences that are shown; 0 shows none of their items.", DefaultValueFactory = _ => int.MaxValue }.AtLeast(0);
        Option<string[]> tag = new("--tag", "-t") { Description = "Show these elements only, at every depth: a keyword such as PatientName, or a tag such as 0010,0010.", DefaultValueFactory = _ => [] };
        Option<int> width = new Option<int>("--width", "-w") { Description = "Most characters of a value; 0 shows all, of bytes the first 1,048,576.", DefaultValueFactory = _ => DefaultCharacters }.AtLeast(0);
        Option<bool> noPrivate = new("--no-private") { Description = "Leave out private elements." };
        Command command = new("dump", "Prints the elements of files.") { paths, depth, tag, width, noPrivate };
        command.SetAction(parsed =>
        {
            HashSet<DicomTag> wanted = [.. parsed.GetValue(tag)!.Select(Tag)];
            int characters = parsed.GetValue(width);
            DumpWriter writer = new(Console.Out, wanted, parsed.GetValue(depth), characters == 0 ? int.MaxValue : characters, !parsed.GetValue(noPrivate));
            IReadOnlyList<InputFile> files = InputFiles.Of(parsed.GetValue(paths)!);
            return FileRun.Of("dump", files, (input, file) => writer.Write(input.Name, file), showBar: false).ExitCode;
        });
        return command;
    }

    private static DicomTag Tag(string text)
    {
        if (DicomTag.TryParse(text, out DicomTag tag) || DicomTag.TryParse($"({text})", out tag))
        {
            return tag;
        }

        try
        {
            return DicomTagTable.TagOf(text);
        }
        catch (DicomException)
        {
            throw new UsageException($"--tag: \"{text}\" is neither a keyword such as PatientName nor a tag such as 0010,0010.");
        }
    }
}
