using System.CommandLine;
using DeepHealth.Samples.DicomTool.Commands;
using DeepHealth.Samples.DicomTool.Files;

namespace DeepHealth.Samples.DicomTool;

/// <summary>Looks into DICOM files and changes them, one file or a whole folder at a time.</summary>
public static class Program
{
    /// <summary>Runs the program.</summary>
    /// <param name="args">Arguments; <c>--help</c> lists them.</param>
    /// <returns>0 where every file went well, 1 where some did not, 2 where an argument is at fault.</returns>
    public static int Main(string[] args)
    {
        RootCommand root = new("Looks into DICOM files and changes them. Not a medical device.");
        root.Subcommands.Add(DumpCommand.Create());
        root.Subcommands.Add(InfoCommand.Create());
        root.Subcommands.Add(ConvertCommand.Create());
        root.Subcommands.Add(AnonymizeCommand.Create());
        root.Subcommands.Add(ToNiftiCommand.Create());
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine(error.Message);
            }

            Console.Error.WriteLine("Use --help to see the verbs and their options.");
            return ExitCodes.Usage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception error) when (error is UsageException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return ExitCodes.Usage;
        }
    }
}
