namespace DeepHealth.Bench.Peers;

/// <summary>What is measured, and for how long.</summary>
/// <param name="Networks">Networks.</param>
/// <param name="Threads">Numbers of threads.</param>
/// <param name="Rounds">How often both sides take turns.</param>
/// <param name="Seconds">Length of a turn.</param>
/// <param name="TrialSeconds">Length of the trial of one setting of the peer.</param>
/// <param name="PatienceSeconds">Longest wait, before a turn, for other programs to leave the processors alone.</param>
public sealed record RunOptions(
    IReadOnlyList<ReferenceNetwork> Networks, IReadOnlyList<int> Threads, int Rounds, double Seconds, double TrialSeconds, double PatienceSeconds)
{
    /// <summary>How to call the program.</summary>
    public const string Usage = "usage: bench/peers/run.sh [--quick] [--threads 1,2] [--networks mlp,cnn,...]";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An option is unknown or has no valid value.</exception>
    public static RunOptions Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        RunOptions options = new(
            ReferenceNetworks.All, Environment.ProcessorCount == 1 ? [1] : [1, Environment.ProcessorCount], Rounds: 8, Seconds: 1.5, TrialSeconds: 1.5, PatienceSeconds: 10);
        for (int i = 0; i < arguments.Count; i++)
        {
            string Value() => ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"Peers: {arguments[i - 1]} needs a value. {Usage}");
            options = arguments[i] switch
            {
                "--quick" => options with { Rounds = 3, Seconds = 0.4, TrialSeconds = 0.3, PatienceSeconds = 0.2 },
                "--threads" => options with { Threads = [.. Value().Split(',').Select(ThreadCount)] },
                "--networks" => options with { Networks = [.. Value().Split(',').Select(Network)] },
                _ => throw new ArgumentException($"Peers: unknown option {arguments[i]}. {Usage}"),
            };
        }

        return options;
    }

    private static int ThreadCount(string text)
        => int.TryParse(text, out int count) && count > 0 ? count : throw new ArgumentException($"Peers: \"{text}\" is not a number of threads. {Usage}");

    private static ReferenceNetwork Network(string name)
        => ReferenceNetworks.All.FirstOrDefault(network => network.Name == name)
            ?? throw new ArgumentException($"Peers: there is no network \"{name}\", only {string.Join(", ", ReferenceNetworks.All.Select(network => network.Name))}. {Usage}");
}
