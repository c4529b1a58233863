using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A network with all that training needs: build, fit, evaluate, predict, save, resume.</summary>
/// <remarks>Not safe for several threads at once.</remarks>
/// <example><code>
/// var model = new Model(new Sequential(new Dense(64), new Activation&lt;Relu&gt;(), new Dense(10)));
/// model.Build([784], new Adam(), new SoftmaxCrossEntropy(), [new Accuracy()]);
/// model.Fit(training, new FitOptions { Epochs = 5, Validation = validation, Progress = Console.Out });
/// </code></example>
/// <param name="network">The network; it must not be built yet.</param>
public sealed partial class Model(Module network)
{
    private readonly Dictionary<PlanKey, StepPlan> _plans = [];
    private ParameterArena? _arena;
    private Optimizer? _optimizer;
    private Loss? _loss;
    private Metric[] _metrics = [];
    private Tensor? _noTarget;
    private GraphPasses _passes = GraphPasses.All;

    /// <summary>The network.</summary>
    public Module Network { get; } = network;

    /// <summary>All parameters.</summary>
    /// <exception cref="InvalidOperationException">The model has not been built.</exception>
    public ParameterArena Parameters => _arena ?? throw NotBuilt();

    /// <summary>The optimizer.</summary>
    /// <exception cref="InvalidOperationException">The model has not been built.</exception>
    public Optimizer Optimizer => _optimizer ?? throw NotBuilt();

    /// <summary>The loss.</summary>
    /// <exception cref="InvalidOperationException">The model has not been built.</exception>
    public Loss Loss => _loss ?? throw NotBuilt();

    /// <summary>The metrics.</summary>
    public IReadOnlyList<Metric> Metrics => _metrics;

    /// <summary>Seed of initial values, order of the data and random ops.</summary>
    public ulong Seed => Parameters.Clock.Seed;

    /// <summary>Whether a step is captured once per batch shape and then replayed without allocating; on at first. Switch it off for networks whose
    /// ops depend on the values of the data. The results agree to rounding, and have the same bits without <see cref="Passes"/>.</summary>
    public bool CaptureSteps { get; set; } = true;

    /// <summary>What is done to captured steps to make them fast; everything at first. A change forgets the steps captured so far.</summary>
    public GraphPasses Passes
    {
        get => _passes;
        set
        {
            _passes = value;
            _plans.Clear();
        }
    }

    /// <summary>Device that computes.</summary>
    public Device Device => Parameters.Values.Device;

    /// <summary>Infers all shapes, draws the initial parameters and ties optimizer, loss and metrics to the network.</summary>
    /// <param name="input">Shape of one sample, without the batch axis.</param>
    /// <param name="optimizer">How parameters are updated.</param>
    /// <param name="loss">What is minimised.</param>
    /// <param name="metrics">What is reported besides the loss.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="device">Device that computes; <see cref="Device.Cpu"/> where null.</param>
    /// <returns>The model itself.</returns>
    /// <exception cref="ShapeException">A layer cannot take its input.</exception>
    /// <exception cref="ArgumentException">Two metrics have the same name, or one is called loss.</exception>
    public Model Build(Shape input, Optimizer optimizer, Loss loss, IReadOnlyList<Metric>? metrics = null, ulong seed = 0, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        Metric[] kept = [.. metrics ?? []];
        HashSet<string> names = ["loss"];
        foreach (Metric metric in kept)
        {
            if (!names.Add(metric.Name))
            {
                throw new ArgumentException($"Model: two figures are called \"{metric.Name}\"; give the metrics different names.", nameof(metrics));
            }
        }

        _arena = Network.Build(input, seed, device);
        _optimizer = optimizer;
        _optimizer.Attach(_arena);
        _loss = loss;
        _metrics = kept;
        return this;
    }

    /// <summary>Another optimizer with fresh state, such as for fine-tuning a loaded model.</summary>
    public void SetOptimizer(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.Attach(Parameters);
        _optimizer = optimizer;
    }

    /// <summary>One training step: forward, loss, backward, update. Metrics are not touched.</summary>
    /// <param name="batch">Samples with targets.</param>
    /// <returns>Loss of the batch before the update.</returns>
    /// <exception cref="TrainingException">The loss is NaN or infinite; the parameters are left as they were.</exception>
    public float TrainBatch(Batch batch)
    {
        using MemoryScope? scope = EagerScope();
        return Update(Run(batch, training: true, withTarget: true));
    }

    /// <summary>Loss and metrics over a dataset, in inference mode.</summary>
    /// <param name="data">Samples with targets.</param>
    /// <param name="batchSize">Samples per step, at least 1.</param>
    /// <exception cref="DataException">A sample could not be read.</exception>
    public EvaluationResult Evaluate(Dataset data, int batchSize = 64)
    {
        using BatchLoader loader = new(data, batchSize, Seed, device: Device);
        double loss = Evaluate(loader);
        return new EvaluationResult(loss, _metrics.ToDictionary(metric => metric.Name, metric => metric.Value));
    }

    /// <summary>Raw output of the network for a batch, in inference mode.</summary>
    /// <param name="input"><c>[N, …]</c>.</param>
    /// <returns><c>[N, …]</c>, with memory of its own.</returns>
    public Tensor Predict(Tensor input) => Infer(input, static plan => plan.Prediction);

    /// <summary>Output of the network as probabilities (or values, for regression), in inference mode.</summary>
    /// <inheritdoc cref="Predict(Tensor)"/>
    public Tensor PredictScores(Tensor input) => Infer(input, static plan => plan.Scores());

    /// <summary>Probabilities (or values, for regression) for every sample of a dataset.</summary>
    /// <param name="data">Samples; targets are read but not used.</param>
    /// <param name="batchSize">Samples per step, at least 1.</param>
    /// <returns><c>[samples, …]</c>.</returns>
    public Tensor PredictScores(Dataset data, int batchSize = 64)
    {
        ArgumentNullException.ThrowIfNull(data);
        using BatchLoader loader = new(data, batchSize, Seed, device: Device);
        Tensor? all = null;
        int done = 0;
        loader.Begin(0);
        while (loader.Next() is { } batch)
        {
            Tensor scores = Infer(batch.Input, static plan => plan.Scores());
            all ??= Tensor.Zeros(scores.Shape.With(0, data.Count), DType.Float32, Device);
            all.Narrow(0, done, batch.Count).CopyFrom(scores);
            done += batch.Count;
        }

        return all!;
    }

    /// <summary>A copy of the network as it is now, for inference alone.</summary>
    /// <remarks>What is later done to this model, such as training or loading, does not change the copy. Its results have the bits of
    /// <see cref="Predict(Tensor)"/> now, sooner: weights are packed for the processor once instead of in every call.</remarks>
    /// <exception cref="InvalidOperationException">The model has not been built, or <see cref="CaptureSteps"/> is off.</exception>
    public InferenceModel ForInference()
        => CaptureSteps
            ? new InferenceModel(Network, Loss, Parameters, Passes)
            : throw new InvalidOperationException(
                "Model.ForInference: CaptureSteps is off, but weights can be kept only for captured steps; call Predict, or switch CaptureSteps on.");

    private static InvalidOperationException NotBuilt() => new("Model: call Build with the shape of one sample, an optimizer and a loss first.");
}
