namespace DeepHealth.Bench.Peers;

/// <summary>What is measured, and for how long.</summary>
/// <param name="Networks">Networks.</param>
/// <param name="Kernels">Kernels.</param>
/// <param name="MemoryNetworks">Networks whose peak memory is measured.</param>
/// <param name="CopyNetworks">Networks whose inference is measured by the model and by its copy for inference.</param>
/// <param name="Threads">Numbers of threads.</param>
/// <param name="Rounds">How often both sides take turns.</param>
/// <param name="Seconds">Length of a turn of a network.</param>
/// <param name="PatienceSeconds">Longest wait, before a turn, for other programs to leave the processors alone.</param>
public sealed record RunOptions(
    IReadOnlyList<ReferenceNetwork> Networks,
    IReadOnlyList<KernelCase> Kernels,
    IReadOnlyList<ReferenceNetwork> MemoryNetworks,
    IReadOnlyList<ReferenceNetwork> CopyNetworks,
    IReadOnlyList<int> Threads,
    int Rounds,
    double Seconds,
    double PatienceSeconds)
{
    /// <summary>How to call the program.</summary>
    public const string Usage =
        "usage: bench/peers/run.sh [--quick] [--threads 1,2] [--networks all|mlp,cnn,...] [--kernels [mm,exp,...]] [--memory [resnet18,...]] [--copies [resnet18,...]]";

    /// <summary>A turn of a kernel is this many times shorter than one of a network: a kernel takes at most some 10 ms.</summary>
    public const double KernelShare = 0.2;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An option is unknown or has no valid value.</exception>
    public static RunOptions Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        RunOptions options = new([], [], [], [], Environment.ProcessorCount == 1 ? [1] : [1, Environment.ProcessorCount], Rounds: 8, Seconds: 1.5, PatienceSeconds: 10);
        for (int i = 0; i < arguments.Count; i++)
        {
            string Value() => ++i < arguments.Count ? arguments[i] : throw new ArgumentException($"Peers: {arguments[i - 1]} needs a value. {Usage}");
            string ValueOr(string otherwise)
                => i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++i] : otherwise;
            options = arguments[i] switch
            {
                "--quick" => options with { Rounds = 2, Seconds = 0.3, PatienceSeconds = 0.1 },
                "--threads" => options with { Threads = [.. Value().Split(',').Select(ThreadCount)] },
                "--networks" => options with { Networks = NetworksOf(Value()) },
                "--kernels" => options with { Kernels = KernelsOf(ValueOr("all")) },
                "--memory" => options with { MemoryNetworks = NetworksOf(ValueOr("resnet18")) },
                "--copies" => options with { CopyNetworks = NetworksOf(ValueOr("all")) },
                _ => throw new ArgumentException($"Peers: unknown option {arguments[i]}. {Usage}"),
            };
        }

        return options.Networks.Count + options.Kernels.Count + options.MemoryNetworks.Count + options.CopyNetworks.Count == 0
            ? options with { Networks = ReferenceNetworks.All }
            : options;
    }

    private static int ThreadCount(string text)
        => int.TryParse(text, out int count) && count > 0 ? count : throw new ArgumentException($"Peers: \"{text}\" is not a number of threads. {Usage}");

    private static IReadOnlyList<ReferenceNetwork> NetworksOf(string text) => text == "all" ? ReferenceNetworks.All : [.. text.Split(',').Select(Network)];

    private static ReferenceNetwork Network(string name)
        => ReferenceNetworks.All.FirstOrDefault(network => network.Name == name)
            ?? throw new ArgumentException($"Peers: there is no network \"{name}\", only {string.Join(", ", ReferenceNetworks.All.Select(network => network.Name))}. {Usage}");

    // Kernels are chosen by the first word of their names.
    private static KernelCase[] KernelsOf(string text)
    {
        if (text == "all")
        {
            return [.. KernelCatalogue.Compared];
        }

        ILookup<string, KernelCase> kernels = KernelCatalogue.Compared.ToLookup(kernel => kernel.Name.Split(' ')[0]);
        return [.. text.Split(',').SelectMany(word => kernels.Contains(word)
            ? kernels[word]
            : throw new ArgumentException($"Peers: no kernel \"{word}\" is compared, only {string.Join(", ", kernels.Select(group => group.Key))}. {Usage}"))];
    }
}
