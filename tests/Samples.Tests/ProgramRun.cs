using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.Tests;

/// <summary>A run of the sample inside the test's process: exit code and what it printed.</summary>
internal sealed record ProgramRun(int Code, string Output, string Error)
{
    /// <summary>Runs the program. Tests of this assembly run one at a time, since the console is one for all.</summary>
    public static ProgramRun Of(params string[] args) => Of(Program.Main, args);

    /// <summary>Runs another sample's program.</summary>
    public static ProgramRun Of(Func<string[], int> main, string[] args)
    {
        TextWriter output = Console.Out;
        TextWriter error = Console.Error;
        using StringWriter outputText = new();
        using StringWriter errorText = new();
        try
        {
            Console.SetOut(outputText);
            Console.SetError(errorText);
            int code = main(args);
            return new ProgramRun(code, outputText.ToString(), errorText.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    /// <summary>The lines that tell the losses of the epochs, with all their digits.</summary>
    public string[] Losses => [.. Output.Split('\n').Where(line => line.StartsWith("epoch ", StringComparison.Ordinal) && line.Contains("validation loss", StringComparison.Ordinal))];
}
