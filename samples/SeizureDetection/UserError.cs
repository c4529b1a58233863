using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;

namespace DeepHealth.Samples.SeizureDetection;

/// <summary>Turns exceptions that a user can mend into one sentence and exit code 2.</summary>
internal static class UserError
{
    public static int Guard(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception error) when (error is UsageException or SignalFormatException or SafeTensorsException or IOException or UnauthorizedAccessException or Npgsql.NpgsqlException)
        {
            Console.Error.WriteLine(error.Message);
            return ExitCodes.Usage;
        }
    }
}
