using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A network that only predicts, with parameters of its own: those that the model had when <see cref="Model.ForInference"/> was called.</summary>
/// <remarks>
/// Weights are put in the order of the processor's kernels at the first batch of each shape and kept, and so is what depends on parameters alone,
/// such as the factors of batch normalisation. Results have the same bits as those of the model at that time. A steady call of
/// <see cref="Predict(Tensor, Tensor)"/> or <see cref="PredictScores(Tensor, Tensor)"/> allocates nothing.
/// Cost in memory, until <see cref="Dispose"/>: a copy of the parameters; weights of convolutions and recurrent layers once more in packed form (those
/// of a 3x3 convolution that batches of one shape compute with transformed weights 16/9 times, and of both forms where another shape needs the plain
/// one); the results of the layers once per batch shape. Batch shapes share what is packed alike. See <see cref="Bytes"/>.
/// Not safe for several threads at once, nor beside a step of the model it comes from.
/// </remarks>
/// <example><code>
/// using InferenceModel server = model.ForInference();
/// Tensor probabilities = server.PredictScores(sample);
/// </code></example>
public sealed class InferenceModel : IDisposable
{
    private readonly Module _network;
    private readonly Loss _loss;
    private readonly GraphPasses _passes;
    private readonly Device _device;
    private readonly FrozenParameters _parameters;
    private readonly Tensor _noTarget;
    private readonly Dictionary<PlanKey, StepPlan> _plans = [];
    private bool _isDisposed;

    internal InferenceModel(Module network, Loss loss, ParameterArena parameters, GraphPasses passes)
    {
        (_network, _loss, _passes) = (network, loss, passes);
        _device = parameters.Values.Device;
        _parameters = new FrozenParameters(parameters);
        _noTarget = MemoryScope.Keep(Tensor.Zeros([0], DType.Float32, _device));
    }

    /// <summary>Bytes in use: the parameters, their packed form, and the results of the layers for each batch shape seen.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public long Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _parameters.Bytes + _plans.Values.Sum(plan => plan.ArenaBytes);
        }
    }

    /// <summary>Raw output of the network for a batch.</summary>
    /// <param name="input"><c>[N, …]</c>.</param>
    /// <returns><c>[N, …]</c>, with memory of its own.</returns>
    /// <exception cref="ShapeException">The samples do not have the shape for which the model was built.</exception>
    /// <exception cref="DeviceException">The batch lies on another device than the model.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public Tensor Predict(Tensor input) => Copy(Run(input).Prediction);

    /// <summary>Output of the network as probabilities (or values, for regression).</summary>
    /// <inheritdoc cref="Predict(Tensor)"/>
    public Tensor PredictScores(Tensor input) => Copy(Run(input).Scores());

    /// <summary>Raw output of the network for a batch, into a tensor that is there.</summary>
    /// <param name="input"><c>[N, …]</c>.</param>
    /// <param name="output">Written: contiguous, of the shape and type that <see cref="Predict(Tensor)"/> returns.</param>
    /// <exception cref="ShapeException">The samples do not have the shape for which the model was built, or the output has another shape than the result
    /// or is not contiguous.</exception>
    /// <exception cref="DTypeException">The output has another type than the result.</exception>
    /// <exception cref="DeviceException">A tensor lies on another device than the model.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Predict(Tensor input, Tensor output) => Copy(Run(input).Prediction, output);

    /// <summary>Output of the network as probabilities (or values, for regression), into a tensor that is there.</summary>
    /// <inheritdoc cref="Predict(Tensor, Tensor)"/>
    public void PredictScores(Tensor input, Tensor output) => Copy(Run(input).Scores(), output);

    /// <summary>Returns the memory of the parameters and of the packed weights. What was returned as a result stays as it is.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _plans.Clear();
            _parameters.Dispose();
        }
    }

    private static Tensor Copy(Tensor result)
    {
        using (Gradients.Off())
        {
            return result.Clone();
        }
    }

    private void Copy(Tensor result, Tensor output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Shape != result.Shape || !output.IsContiguous)
        {
            string layout = output.IsContiguous ? "" : ", not contiguous";
            throw new ShapeException($"InferenceModel: the result has the shape {result.Shape}, the output is {output.Shape}{layout}; give a contiguous tensor of the result's shape.");
        }

        if (output.Type != result.Type)
        {
            throw new DTypeException($"InferenceModel: the result is {result.Type}, the output {output.Type}; give a tensor of the result's type.");
        }

        RequireDevice(output);
        output.CopyFrom(HostTensor.Contiguous(result));
        GC.KeepAlive(output);
    }

    private StepPlan Run(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Model.CheckSamples(_network, input);
        RequireDevice(input);
        PlanKey key = new(input.Shape, input.Type, _noTarget.Shape, _noTarget.Type, Training: false, WithTarget: false);
        if (_plans.TryGetValue(key, out StepPlan? plan))
        {
            plan.Infer(input);
            return plan;
        }

        plan = CaptureAndRun(input);
        _plans.Add(key, plan);
        return plan;
    }

    private StepPlan CaptureAndRun(Tensor input)
    {
        if (_network.IsTraining)
        {
            _network.SetTraining(false);
        }

        // The plan lives as long as this model, also where the caller has a memory scope per call.
        using MemoryScope kept = MemoryScope.Keeping();
        StepPlan plan = StepPlan.Capture(_network, _loss, new Batch(input, _noTarget), withTarget: false, _passes, _parameters);
        plan.Infer(input);
        return plan;
    }

    private void RequireDevice(Tensor tensor)
    {
        if (!ReferenceEquals(tensor.Device, _device))
        {
            throw new DeviceException($"InferenceModel: the tensor {tensor.Shape} lies on {tensor.Device}, the model on {_device}.");
        }
    }
}
