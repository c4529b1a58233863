using System.CommandLine;
using DeepHealth.Samples.SeizureDetection.Commands;

namespace DeepHealth.Samples.SeizureDetection;

/// <summary>Detects epileptic seizures from the heart rate: from recordings to features, a model, its scores, a database and a viewer.</summary>
public static class Program
{
    /// <summary>Runs the program.</summary>
    /// <param name="args">Arguments; <c>--help</c> lists them.</param>
    /// <returns>0 where every file was good, 3 where some were left out, 2 where an argument is at fault.</returns>
    public static int Main(string[] args)
    {
        RootCommand root = new("Seizure detection from the electrocardiogram. Not a medical device.");
        foreach (Command verb in Verbs.Create())
        {
            root.Subcommands.Add(verb);
        }

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

        return UserError.Guard(() => parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
    }
}
