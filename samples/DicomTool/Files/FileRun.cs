using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;
using Spectre.Console;

namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>Treats files one after the other. A file that fails gets one sentence on the error stream, and the next follows.</summary>
internal sealed class FileRun
{
    private readonly List<string> _problems = [];

    /// <summary>Files that went well.</summary>
    public int Good { get; private set; }

    /// <summary>Files that failed.</summary>
    public int Bad => _problems.Count;

    /// <summary>Files of a folder that are no DICOM files, or directories of media.</summary>
    public int Skipped { get; private set; }

    /// <summary>One sentence for each bad file.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The exit code of the program.</summary>
    public int ExitCode => Bad > 0 ? ExitCodes.BadFiles : ExitCodes.Success;

    /// <summary>Treats files; a terminal sees a progress bar.</summary>
    /// <param name="what">Text of the bar.</param>
    /// <param name="files">The files.</param>
    /// <param name="treat">Treats an open file, which is closed afterwards.</param>
    /// <param name="showBar">Whether there is a bar; none where text is printed meanwhile.</param>
    public static FileRun Of(string what, IReadOnlyList<InputFile> files, Action<InputFile, DicomFile> treat, bool showBar = true)
    {
        FileRun run = new();
        if (showBar && files.Count > 1 && !Console.IsErrorRedirected)
        {
            // The error stream: results may be piped.
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Progress().AutoClear(true).Start(context =>
            {
                ProgressTask bar = context.AddTask(what, maxValue: files.Count);
                foreach (InputFile file in files)
                {
                    run.Treat(file, treat);
                    bar.Increment(1);
                }
            });
        }
        else
        {
            foreach (InputFile file in files)
            {
                run.Treat(file, treat);
            }
        }

        foreach (string problem in run._problems)
        {
            Console.Error.WriteLine(problem);
        }

        return run;
    }

    /// <summary>Counts a file of a folder that was opened but is not to be treated.</summary>
    public static void Skip() => throw new SkippedFileException();

    private void Treat(InputFile input, Action<InputFile, DicomFile> treat)
    {
        try
        {
            using DicomFile file = DicomFile.Open(input.FullPath);
            treat(input, file);
            Good++;
        }
        catch (SkippedFileException)
        {
            Skipped++;
        }
        catch (DicomException) when (!input.IsNamed && !HasPrefix(input.FullPath))
        {
            Skipped++;
        }
        catch (Exception error) when (error is DicomException or ImageException or ImageFileException or GeometryException or IOException or UnauthorizedAccessException)
        {
            // Most messages name the file already.
            bool named = error.Message.Contains(input.FullPath, StringComparison.Ordinal);
            _problems.Add(named ? error.Message.Replace(input.FullPath, input.Name, StringComparison.Ordinal) : $"{input.Name}: {error.Message}");
        }
    }

    // PS3.10 section 7.1.
    private static bool HasPrefix(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            Span<byte> start = stackalloc byte[132];
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start[128..].SequenceEqual("DICM"u8);
        }
        catch (IOException)
        {
            // Whatever it is, it must be reported.
            return true;
        }
    }
}
