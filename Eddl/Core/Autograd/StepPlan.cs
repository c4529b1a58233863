using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A step captured once and then replayed: the same ops on the same memory, with other inputs.</summary>
/// <remarks>Capturing runs the network once as usual and keeps the list of ops; replaying runs each op again into its output, then the backward
/// list. Nothing is allocated. The network's ops must not depend on the values of the data, only on their shapes.</remarks>
internal sealed class StepPlan
{
    private readonly OpNode[] _forward;
    private readonly BackwardPass? _backward;

    private StepPlan(Batch batch, Tensor prediction, Tensor scores, Tensor? loss, OpNode[] forward, BackwardPass? backward)
    {
        Batch = batch;
        Prediction = prediction;
        Scores = scores;
        Loss = loss;
        _forward = forward;
        _backward = backward;
    }

    /// <summary>The input and target that the ops read.</summary>
    public Batch Batch { get; }

    /// <summary>Output of the network.</summary>
    public Tensor Prediction { get; }

    /// <summary>Output as probabilities, for metrics.</summary>
    public Tensor Scores { get; }

    /// <summary>The loss, where there is a target.</summary>
    public Tensor? Loss { get; }

    /// <summary>Runs a batch for the first time and keeps its ops.</summary>
    /// <param name="network">Network, already in training or inference mode.</param>
    /// <param name="loss">Loss; with the network in training mode its gradients are computed.</param>
    /// <param name="batch">Values of the first batch; copied.</param>
    /// <param name="withTarget">Whether the loss is computed.</param>
    /// <param name="arena">Parameters.</param>
    public static StepPlan Capture(Module network, Loss loss, Batch batch, bool withTarget, ParameterArena arena)
    {
        Batch own;
        using (Gradients.Off())
        {
            own = new Batch(batch.Input.Clone(), batch.Target.Clone());
        }

        return network.IsTraining ? CaptureTraining(network, loss, own, arena) : CaptureInference(network, loss, own, withTarget);
    }

    /// <summary>Runs the captured ops on a batch of the same shape.</summary>
    public void Replay(Batch batch, ParameterArena arena)
    {
        Batch.Input.CopyFrom(HostTensor.Contiguous(batch.Input));
        Batch.Target.CopyFrom(HostTensor.Contiguous(batch.Target));
        Kernels kernels = Prediction.Device.Kernels;
        foreach (OpNode node in _forward)
        {
            node.Forward(kernels);
        }

        if (_backward is not null)
        {
            arena.ZeroGrad();
            _backward.Run();
        }
    }

    private static StepPlan CaptureTraining(Module network, Loss loss, Batch batch, ParameterArena arena)
    {
        using Recorder recorder = Recorder.Capture();
        Tensor prediction = network.Forward(batch.Input);
        Tensor value = loss.Forward(prediction, batch.Target);
        Tensor scores;
        using (Gradients.Off())
        {
            scores = loss.Scores(prediction);
        }

        if (value.Producer is null)
        {
            throw new InvalidOperationException(
                $"{loss.Name}: the loss depends on no parameter of the network, or Gradients.Off() is in force; there is nothing to train.");
        }

        BackwardPass backward = BackwardPass.Order(value);
        arena.ZeroGrad();
        backward.Run();
        return new StepPlan(batch, prediction, scores, value, [.. recorder.Nodes], backward);
    }

    private static StepPlan CaptureInference(Module network, Loss loss, Batch batch, bool withTarget)
    {
        using Recorder recorder = Recorder.Capture();
        using (Gradients.Off())
        {
            Tensor prediction = network.Forward(batch.Input);
            Tensor? value = withTarget ? loss.Forward(prediction, batch.Target) : null;
            return new StepPlan(batch, prediction, loss.Scores(prediction), value, [.. recorder.Nodes], null);
        }
    }
}
