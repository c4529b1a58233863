using DicomProgram = DeepHealth.Samples.DicomTool.Program;

namespace DeepHealth.Samples.Tests.DicomTool;

/// <summary>A run of the DICOM tool inside the test's process: exit code and what it printed.</summary>
internal sealed record ToolRun(int Code, string Output, string Error)
{
    public static ToolRun Of(params string[] args)
    {
        ProgramRun run = ProgramRun.Of(DicomProgram.Main, args);
        return new ToolRun(run.Code, run.Output, run.Error);
    }

    /// <summary>The lines of the output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
