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

    /// <summary>Measures every network, training and inference.</summary>
    public IEnumerable<Comparison> Run()
    {
        foreach (ReferenceNetwork network in _options.Networks)
        {
            OwnSide ours = new(network, _device);
            foreach (StepKind kind in Enum.GetValues<StepKind>())
            {
                yield return Compare(network, ours, kind);
            }
        }
    }

    /// <summary>Ends the peer.</summary>
    public void Dispose()
    {
        _plain?.Dispose();
        _tuned?.Dispose();
    }

    private Comparison Compare(ReferenceNetwork network, OwnSide ours, StepKind kind)
    {
        PeerSetting setting = HasPeer ? FastestSetting(network, ours, kind) : default;
        ours.WarmUp(kind, _options.TrialSeconds);
        Timing own = new();
        Timing? peer = HasPeer ? new() : null;
        for (int round = 0; round < _options.Rounds; round++)
        {
            WaitForQuiet();
            own.Add(ours.Measure(kind, _options.Seconds, CpuTime));
            WaitForQuiet();
            peer?.Add(Ask(network, ours, kind, setting, _options.Seconds));
        }

        return Comparison.Of(network.Name, _threads, kind, CpuTime, own, peer, HasPeer ? $"{Side(setting).Description} {setting}" : null);
    }

    private PeerSetting FastestSetting(ReferenceNetwork network, OwnSide ours, StepKind kind)
        => PeerSetting.For(network).MinBy(setting =>
        {
            QuietMoment.Wait(_options.PatienceSeconds);
            return Ask(network, ours, kind, setting, _options.TrialSeconds).Min();
        });

    private void WaitForQuiet()
    {
        if (!QuietMoment.Wait(_options.PatienceSeconds))
        {
            DisturbedTurns++;
        }
    }

    private double[] Ask(ReferenceNetwork network, OwnSide ours, StepKind kind, PeerSetting setting, double seconds)
    {
        (long parameters, double[] milliseconds) = Side(setting).Measure(network.Name, kind, setting.Layout, seconds, CpuTime);
        return parameters == ours.ParameterCount
            ? milliseconds
            : throw new InvalidOperationException($"Peers: {network.Name} has {ours.ParameterCount} parameters here and {parameters} in the peer; the networks differ.");
    }

    private PeerProcess Side(PeerSetting setting) => (setting.Tuned ? _tuned : _plain)!;
}
