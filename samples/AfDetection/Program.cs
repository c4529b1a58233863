using System.CommandLine;
using DeepHealth.Samples.AfDetection.Commands;
using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.AfDetection;

/// <summary>Tells atrial fibrillation from normal rhythm by spectrograms of single-lead ECG, with classical models and a convolutional network.</summary>
public static class Program
{
    /// <summary>Exit code of a run that did its work but left records out.</summary>
    internal const int SomeSkipped = 1;

    /// <summary>Runs the program.</summary>
    /// <param name="args">Arguments; <c>--help</c> lists them.</param>
    /// <returns>0 on success, 1 where records were left out, 2 where an argument or input file is at fault.</returns>
    public static int Main(string[] args)
    {
        RootCommand root = new("Detection of atrial fibrillation in single-lead ECG. Not a medical device.");
        root.Subcommands.Add(PrepareCommand.Create());
        root.Subcommands.Add(TrainCommand.Create());
        root.Subcommands.Add(CrossValidateCommand.Create());
        root.Subcommands.Add(FederateCommand.Create());
        root.Subcommands.Add(PredictCommand.Create());
        root.Subcommands.Add(RunCommand.Create());
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
