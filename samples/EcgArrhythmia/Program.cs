using System.CommandLine;
using DeepHealth.Samples.EcgArrhythmia.Commands;

namespace DeepHealth.Samples.EcgArrhythmia;

/// <summary>Tells heart rhythms apart: trains and evaluates a 1-D residual network, and applies it to ECG files.</summary>
public static class Program
{
    /// <summary>Runs the program.</summary>
    /// <param name="args">Arguments; <c>--help</c> lists them.</param>
    /// <returns>0 on success, 2 where an argument or input file is at fault.</returns>
    public static int Main(string[] args)
    {
        RootCommand root = new("Heart rhythm classification from single-lead ECG. Not a medical device.");
        root.Subcommands.Add(TrainCommand.Create());
        root.Subcommands.Add(PredictCommand.Create());
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine(error.Message);
            }

            Console.Error.WriteLine("Use --help to see the verbs and their options.");
            return UserError.ExitCode;
        }

        return UserError.Guard(() => parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
    }
}
