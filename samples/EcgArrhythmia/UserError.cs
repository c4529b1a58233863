using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;

namespace DeepHealth.Samples.EcgArrhythmia;

/// <summary>Turns exceptions that a user can mend into one sentence and exit code 2.</summary>
internal static class UserError
{
    public const int ExitCode = 2;

    public static int Guard(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception error) when (IsUsers(error))
        {
            Console.Error.WriteLine(error.Message);
            return ExitCode;
        }
    }

    private static bool IsUsers(Exception error)
        => error is SignalFormatException or DataException or SafeTensorsException or TrainingException or UsageException
            or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or IOException;
}
