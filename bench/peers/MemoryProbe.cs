using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DeepHealth.Eddl;

namespace DeepHealth.Bench.Peers;

/// <summary>Measures how much memory this library needs to train a network, in a process that does nothing else.</summary>
/// <remarks>Linux only: the system's own count of resident pages and its largest value (<c>VmRSS</c> and <c>VmHWM</c> of
/// <c>/proc/self/status</c>). It sees all memory, managed or not, of the libraries too.</remarks>
public static class MemoryProbe
{
    /// <summary>First argument of the process that is measured; the network and the number of threads follow.</summary>
    public const string ProcessOption = "--own-memory";

    /// <summary>Training steps.</summary>
    public const int Steps = 5;

    /// <summary>Starts a process of this program, and returns what it measures of itself.</summary>
    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public static MemoryUse OfOwnProcess(ReferenceNetwork network, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        string[] arguments = [typeof(MemoryProbe).Assembly.Location, ProcessOption, network.Name, threads.ToString(CultureInfo.InvariantCulture)];
        ProcessStartInfo start = new(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<MemoryUse>(answer)!
            : throw new InvalidOperationException($"Peers: the process that measures the memory of {network.Name} ended with {process.ExitCode}; its error stands above.");
    }

    /// <summary>Trains a network, and writes what memory that took.</summary>
    public static void Run(ReferenceNetwork network, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        Device device = Device.CpuWithThreads(threads);
        double before = ResidentMb("VmRSS:");
        Model model = network.Build(device);
        Batch batch = network.Draw(device);
        for (int step = 0; step < Steps; step++)
        {
            model.TrainBatch(batch);
        }

        double peak = ResidentMb("VmHWM:");
        Console.WriteLine(JsonSerializer.Serialize(new MemoryUse(Math.Round(peak - before, 1), Math.Round(peak, 1))));
    }

    // A line such as "VmRSS:      1234 kB".
    private static double ResidentMb(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line[name.Length..^2].Trim(), CultureInfo.InvariantCulture) / 1024;
    }
}
