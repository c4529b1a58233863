using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Moves parameters against their gradients: one fused pass over the arena per step.</summary>
public abstract class Optimizer
{
    private readonly LearningRateSchedule _schedule;
    private readonly double _clipNorm;
    private readonly DecayScope _decayScope;
    private ParameterArena? _arena;
    private double _rateFactor = 1;
    private Segment[] _segments = [];
    private Tensor[] _states = [];
    private Tensor? _squaredNorm;

    private protected Optimizer(LearningRateSchedule schedule, double weightDecay, DecayScope decayScope, double clipNorm)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        _schedule = schedule;
        _decayScope = decayScope;
        _clipNorm = NotNegative(clipNorm, nameof(clipNorm));
        WeightDecay = NotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; }

    /// <summary>Steps done so far.</summary>
    public long StepCount { get; internal set; }

    /// <summary>Multiplies the schedule's rate; callbacks set it. Finite and at least 0.</summary>
    public double RateFactor
    {
        get => _rateFactor;
        set => _rateFactor = NotNegative(value, nameof(RateFactor));
    }

    /// <summary>Learning rate of the next step.</summary>
    public double LearningRate => _schedule.RateAt(StepCount) * RateFactor;

    /// <summary>Names of the state tensors that the update keeps per parameter.</summary>
    internal abstract IReadOnlyList<string> StateNames { get; }

    /// <summary>State tensors, each as long as the trained part of the arena.</summary>
    internal IReadOnlyList<Tensor> States => _states;

    /// <summary>Ties the optimizer to the parameters of a network and clears its state.</summary>
    /// <exception cref="InvalidOperationException">The optimizer already serves another network.</exception>
    public void Attach(ParameterArena arena)
    {
        ArgumentNullException.ThrowIfNull(arena);
        if (_arena is not null && !ReferenceEquals(_arena, arena))
        {
            throw new InvalidOperationException($"{GetType().Name}: the optimizer already serves another network; create one optimizer per network.");
        }

        _arena = arena;
        StepCount = 0;
        _states = [.. StateNames.Select(_ => MemoryScope.Keep(Tensor.Zeros([arena.TrainedCount], DType.Float32, arena.Values.Device)))];
        _squaredNorm = MemoryScope.Keep(Tensor.Zeros([1], DType.Float32, arena.Values.Device));
        bool apart = WeightDecay > 0 && _decayScope == DecayScope.Weights && arena.WeightCount < arena.TrainedCount;
        _segments = apart
            ? [Cut(arena, 0, arena.WeightCount, WeightDecay), Cut(arena, arena.WeightCount, arena.TrainedCount, 0)]
            : [Cut(arena, 0, arena.TrainedCount, WeightDecay)];
    }

    /// <summary>Updates every parameter from its gradient.</summary>
    /// <exception cref="InvalidOperationException">The optimizer is not attached to a network.</exception>
    public void Step()
    {
        ParameterArena arena = _arena ?? throw new InvalidOperationException("Optimizer: call Attach with the parameters of a network first.");
        Kernels kernels = arena.Values.Device.Kernels;
        arena.CompleteGradients();
        if (_clipNorm > 0)
        {
            Clip(kernels, arena.Gradients);
        }

        double rate = LearningRate;
        StepCount++;
        foreach (Segment segment in _segments)
        {
            Update(kernels, segment, rate, StepCount);
        }
    }

    /// <summary>Updates one stretch of the arena.</summary>
    private protected abstract void Update(Kernels kernels, Segment segment, double rate, long step);

    private double NotNegative(double value, string name)
        => double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, FormattableString.Invariant($"{GetType().Name}: {name} must be finite and at least 0, it is {value}."));

    private Segment Cut(ParameterArena arena, int start, int end, double decay)
    {
        Tensor Part(Tensor whole) => new(whole.Storage, Layout.Contiguous(new Shape(end - start), start));
        Tensor none = new(arena.Values.Storage, Layout.Contiguous([0]));
        return new Segment(
            Part(arena.Values), Part(arena.Gradients), _states.Length > 0 ? Part(_states[0]) : none, _states.Length > 1 ? Part(_states[1]) : none, decay);
    }

    /// <summary>Scales all gradients so that their common Euclidean norm is at most the limit (Pascanu et al., ICML 2013, algorithm 1).</summary>
    private void Clip(Kernels kernels, Tensor gradients)
    {
        kernels.Reduce(default(SumOfSquares), gradients, _squaredNorm!, new ReduceShape(1, gradients.Count, 1));
        double norm = Math.Sqrt(_squaredNorm!.Floats()[0]);
        if (norm > _clipNorm)
        {
            kernels.Map(new Affine((float)(_clipNorm / norm), 0), gradients, gradients);
        }
    }

    /// <summary>A stretch of the arena with one weight decay.</summary>
    private protected readonly record struct Segment(Tensor Values, Tensor Gradients, Tensor First, Tensor Second, double Decay);
}
