using DeepHealth.Eddl;

namespace DeepHealth.Bench.Peers;

/// <summary>Measures this library and the peer in turns, with one number of threads.</summary>
public sealed class Runner : IDisposable
{
    private readonly RunOptions _options;
    private readonly int _threads;
    private readonly Device _device;
    private readonly PeerProcess? _plain;
    private readonly PeerProcess? _tuned;

    /// <summary>Starts the peer.</summary>
    /// <param name="options">What is measured.</param>
    /// <param name="threads">Number of threads of both.</param>
    public Runner(RunOptions options, int threads)
    {
        _options = options;
        _threads = threads;
        _device = Device.CpuWithThreads(threads);
        _plain = PeerProcess.Start(threads, tuned: false);
        _tuned = _plain is null ? null : PeerProcess.Start(threads, tuned: true);
    }

    /// <summary>Whether PyTorch is installed.</summary>
    public bool HasPeer => _plain is not null && _tuned is not null;

    /// <summary>Whether PyTorch multiplies matrices with the reference BLAS.</summary>
    public bool PeerHasSlowProducts => _plain?.Description.Contains("libblas", StringComparison.Ordinal) ?? false;

    /// <summary>Number of turns that began while other programs were busy.</summary>
    public int DisturbedTurns { get; private set; }

    // One thread is measured in processor time: it does not count what the neighbours of a shared machine take.
    private bool CpuTime => _threads == 1;

    /// <summary>Measures every network, training and inference, and every kernel.</summary>
    public IEnumerable<Comparison> Run()
    {
        foreach (Subject subject in _options.Networks.SelectMany(network => Subject.Of(network, _device)))
        {
            yield return Compare(subject, _options.Seconds);
        }

        foreach (KernelCase kernel in _options.Kernels)
        {
            using MemoryScope scope = new();
            yield return Compare(Subject.Of(kernel, _device), _options.Seconds * RunOptions.KernelShare);
        }
    }

    /// <summary>Ends the peer.</summary>
    public void Dispose()
    {
        _plain?.Dispose();
        _tuned?.Dispose();
    }

    private Comparison Compare(Subject subject, double seconds)
    {
        PeerSetting setting = HasPeer ? FastestSetting(subject, seconds) : default;

        // Steps that do not count: all code is compiled with full optimisation, and the step is captured.
        StepTimer.Measure(subject.Step, seconds, cpuTime: false);
        Timing own = new();
        Timing? peer = HasPeer ? new() : null;
        for (int round = 0; round < _options.Rounds; round++)
        {
            WaitForQuiet();
            own.Add(StepTimer.Measure(subject.Step, seconds, CpuTime));
            if (peer is not null)
            {
                WaitForQuiet();
                peer.Add(Ask(subject, setting, seconds));
            }
        }

        return Comparison.Of(subject, _threads, CpuTime, own, peer, HasPeer ? $"{Side(setting).Description} {setting}" : null);
    }

    private PeerSetting FastestSetting(Subject subject, double seconds)
        => PeerSetting.For(subject.PeerWays).MinBy(setting =>
        {
            QuietMoment.Wait(_options.PatienceSeconds);
            return Ask(subject, setting, seconds).Min();
        });

    private void WaitForQuiet()
    {
        if (!QuietMoment.Wait(_options.PatienceSeconds))
        {
            DisturbedTurns++;
        }
    }

    private double[] Ask(Subject subject, PeerSetting setting, double seconds)
    {
        (long parameters, double[] milliseconds) = Side(setting).Measure(subject, setting.Way, seconds, CpuTime);
        return parameters == subject.Parameters
            ? milliseconds
            : throw new InvalidOperationException($"Peers: {subject.Name} has {subject.Parameters} parameters here and {parameters} in the peer; the networks differ.");
    }

    private PeerProcess Side(PeerSetting setting) => (setting.Tuned ? _tuned : _plain)!;
}
