using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeepHealth.Bench.Peers;

if (args is [MemoryProbe.ProcessOption, string name, string count])
{
    MemoryProbe.Run(ReferenceNetworks.All.Single(network => network.Name == name), int.Parse(count, CultureInfo.InvariantCulture));
    return 0;
}

RunOptions options;
try
{
    options = RunOptions.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

JsonSerializerOptions format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
foreach (int threads in options.Threads)
{
    foreach (ReferenceNetwork network in options.MemoryNetworks)
    {
        Console.WriteLine(JsonSerializer.Serialize(MemoryComparison.Measure(network, threads), format));
    }

    foreach (CopyComparison comparison in options.CopyNetworks.SelectMany(network => CopyComparison.Measure(network, threads, options)))
    {
        Console.WriteLine(JsonSerializer.Serialize(comparison, format));
    }

    if (options.Networks.Count + options.Kernels.Count == 0)
    {
        continue;
    }

    using Runner runner = new(options, threads);
    if (!runner.HasPeer && threads == options.Threads[0])
    {
        Console.Error.WriteLine($"PyTorch is not installed, so this library is measured alone; {PeerProcess.CommandVariable} can name another Python.");
    }

    if (runner.PeerHasSlowProducts && threads == options.Threads[0])
    {
        Console.Error.WriteLine("PyTorch uses the reference BLAS, whose matrix products are many times too slow to compare with; install OpenBLAS (libopenblas0-openmp).");
    }

    foreach (Comparison comparison in runner.Run())
    {
        Console.WriteLine(JsonSerializer.Serialize(comparison, format));
    }

    if (runner.DisturbedTurns > 0)
    {
        Console.Error.WriteLine($"Threads: {threads}. {runner.DisturbedTurns} turns began while other programs were busy; trust the shortest times more than the medians.");
    }
}

return 0;
