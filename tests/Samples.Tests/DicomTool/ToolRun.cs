using DicomProgram = DeepHealth.Samples.DicomTool.Program;

namespace DeepHealth.Samples.Tests.DicomTool;

/// <summary>A run of the DICOM tool inside the test's process: exit code and what it printed.</summary>
internal sealed record ToolRun(int Code, string Output, string Error)
{
    /// <summary>Runs the program. Tests of this assembly run one at a time, since the console is one for all.</summary>
    public static ToolRun Of(params string[] args)
    {
        TextWriter output = Console.Out;
        TextWriter error = Console.Error;
        using StringWriter outputText = new();
        using StringWriter errorText = new();
        try
        {
            Console.SetOut(outputText);
            Console.SetError(errorText);
            int code = DicomProgram.Main(args);
            return new ToolRun(code, outputText.ToString(), errorText.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    /// <summary>The lines of the output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
