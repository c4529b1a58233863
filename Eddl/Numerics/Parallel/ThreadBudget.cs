using System.Globalization;

namespace DeepHealth.Numerics;

/// <summary>How many threads this process may keep busy where several processes share a computer, as the ranks of an MPI job do.</summary>
/// <param name="Threads">Number of threads, at least 1.</param>
/// <param name="FirstProcessor">Where in the list of allowed processors this process begins, so that the ranks of a computer do not pin their
/// threads to the same ones.</param>
internal readonly record struct ThreadBudget(int Threads, int FirstProcessor)
{
    // How launchers tell a process how many ranks run on its computer, and which of them it is: Open MPI, MPICH and Intel MPI, MVAPICH.
    private static readonly (string Size, string Rank)[] LocalRanks =
    [
        ("OMPI_COMM_WORLD_LOCAL_SIZE", "OMPI_COMM_WORLD_LOCAL_RANK"),
        ("MPI_LOCALNRANKS", "MPI_LOCALRANKID"),
        ("MV2_COMM_WORLD_LOCAL_SIZE", "MV2_COMM_WORLD_LOCAL_RANK"),
    ];

    /// <summary>The budget of this process.</summary>
    public static ThreadBudget OfProcess() => From(Environment.GetEnvironmentVariable, Environment.ProcessorCount, OnlineProcessors());

    /// <summary>The budget that an environment leads to: <c>DEEPHEALTH_THREADS</c> where given, else <c>SLURM_CPUS_PER_TASK</c>, else the allowed
    /// processors, shared among the ranks of the computer unless the launcher has bound each to its own.</summary>
    /// <param name="variable">Looks up an environment variable.</param>
    /// <param name="allowed">Processors the process may use.</param>
    /// <param name="online">Processors of the computer.</param>
    public static ThreadBudget From(Func<string, string?> variable, int allowed, int online)
    {
        (int ranks, int rank) = (1, 0);
        foreach ((string size, string name) in LocalRanks)
        {
            if (Read(variable(size)) is { } found && found > 0)
            {
                (ranks, rank) = (found, Math.Clamp(Read(variable(name)) ?? 0, 0, found - 1));
                break;
            }
        }

        bool isShared = ranks > 1 && allowed >= online;
        int threads = Read(variable("DEEPHEALTH_THREADS")) is { } wanted && wanted > 0 ? wanted
            : Read(variable("SLURM_CPUS_PER_TASK")) is { } given && given > 0 ? Math.Min(given, allowed)
            : isShared ? Math.Max(1, allowed / ranks)
            : Math.Max(1, allowed);
        return new ThreadBudget(threads, isShared ? rank * threads : 0);
    }

    private static int? Read(string? text)
        => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;

    // The processors of the computer, whether this process may use them or not.
    private static int OnlineProcessors()
    {
        const string Path = "/sys/devices/system/cpu/online";
        if (!File.Exists(Path))
        {
            return Environment.ProcessorCount;
        }

        int count = 0;
        foreach (string range in File.ReadAllText(Path).Trim().Split(','))
        {
            string[] ends = range.Split('-');
            int first = Read(ends[0]) ?? 0;
            count += (Read(ends[^1]) ?? first) - first + 1;
        }

        return count;
    }
}
