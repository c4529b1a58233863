using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace DeepHealth.Bench.Peers;

/// <summary>PyTorch in a process of its own, with a fixed number of threads and fixed settings.</summary>
public sealed class PeerProcess : IDisposable
{
    /// <summary>Names the command that starts Python, such as one inside another system's folder. Arguments are separated by spaces.</summary>
    public const string CommandVariable = "DEEPHEALTH_PEER_PYTHON";

    private readonly Process _process;

    private PeerProcess(Process process, string description)
    {
        _process = process;
        Description = description;
    }

    /// <summary>Version, instruction set and BLAS library.</summary>
    public string Description { get; }

    /// <summary>Starts the peer.</summary>
    /// <param name="threads">Number of threads.</param>
    /// <param name="tuned">Whether its libraries and the allocator are told what suits this kind of machine.</param>
    /// <returns>The peer, or null where PyTorch is not installed.</returns>
    public static PeerProcess? Start(int threads, bool tuned)
    {
        string[] command = (Environment.GetEnvironmentVariable(CommandVariable) ?? "/usr/bin/python3").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ProcessStartInfo start = new(command[0], [.. command[1..], "-c", Script()]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in Variables(threads, tuned))
        {
            start.Environment[name] = value;
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        // The first line of a Python that cannot import torch is the end of its output.
        if (process.StandardOutput.ReadLine() is not { } line)
        {
            process.Dispose();
            return null;
        }

        using JsonDocument hello = JsonDocument.Parse(line);
        string[] parts = [.. ((string[])["version", "capability", "blas"]).Select(name => hello.RootElement.GetProperty(name).GetString()!)];
        return new PeerProcess(process, $"PyTorch {string.Join(' ', parts)}");
    }

    /// <summary>Times steps one by one, or some together where one is too short for the clock.</summary>
    /// <param name="subject">Network or kernel.</param>
    /// <param name="way">Way to run it, one of <see cref="Subject.PeerWays"/>.</param>
    /// <param name="seconds">How long; at least 3 times are taken.</param>
    /// <param name="cpuTime">Whether processor time of the process counts instead of time on the wall.</param>
    /// <returns>Number of trained parameters, and milliseconds per step.</returns>
    /// <exception cref="InvalidOperationException">The peer has ended.</exception>
    public (long Parameters, double[] Milliseconds) Measure(Subject subject, string way, double seconds, bool cpuTime)
    {
        ArgumentNullException.ThrowIfNull(subject);
        string clock = cpuTime ? "cpu" : "wall";
        using JsonDocument answer = Ask(string.Create(CultureInfo.InvariantCulture, $"{subject.Name} {subject.Kind} {way} {seconds} {clock}"));
        double[] times = [.. answer.RootElement.GetProperty("times_ms").EnumerateArray().Select(time => time.GetDouble())];
        return (answer.RootElement.GetProperty("parameters").GetInt64(), times);
    }

    /// <summary>Builds a network and trains it. Only for a process that has done nothing else.</summary>
    /// <param name="network">Which.</param>
    /// <param name="way">Memory format.</param>
    /// <param name="steps">Number of steps.</param>
    public MemoryUse MeasureMemory(ReferenceNetwork network, string way, int steps)
    {
        ArgumentNullException.ThrowIfNull(network);
        using JsonDocument answer = Ask(string.Create(CultureInfo.InvariantCulture, $"{network.Name} memory {way} {steps} wall"));
        return new MemoryUse(answer.RootElement.GetProperty("peak_mb").GetDouble(), answer.RootElement.GetProperty("absolute_mb").GetDouble());
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private JsonDocument Ask(string question)
    {
        _process.StandardInput.WriteLine(question);
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"Peers: the peer ended at \"{question}\"; its error stands above.");
        return JsonDocument.Parse(line);
    }

    private static Dictionary<string, string> Variables(int threads, bool tuned)
    {
        Dictionary<string, string> variables = new() { ["OMP_NUM_THREADS"] = $"{threads}", ["OPENBLAS_NUM_THREADS"] = $"{threads}" };
        if (!Vector512.IsHardwareAccelerated)
        {
            // Both sides with the same instructions, also where AVX-512 is switched off for this process alone.
            variables["OPENBLAS_CORETYPE"] = "Haswell";
            variables["ATEN_CPU_CAPABILITY"] = "avx2";
            variables["ONEDNN_MAX_CPU_ISA"] = "AVX2";
        }

        if (tuned)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                // Debian's OpenBLAS does not know newer processors and takes kernels for AVX2; PyTorch 1.13 takes AVX-512 only when told.
                variables["OPENBLAS_CORETYPE"] = "SkylakeX";
                variables["ATEN_CPU_CAPABILITY"] = "avx512";
            }

            // Big blocks stay with the process and lie on huge pages, instead of being mapped and zeroed by the system in every step.
            variables["GLIBC_TUNABLES"] = "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4294967296:glibc.malloc.trim_threshold=17179869184";
        }

        return variables;
    }

    private static string Script()
    {
        using Stream stream = typeof(PeerProcess).Assembly.GetManifestResourceStream("peer.py")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
