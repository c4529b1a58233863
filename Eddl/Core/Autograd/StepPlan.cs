namespace DeepHealth.Eddl;

/// <summary>A step captured once and then replayed: the same ops on the same memory, with other inputs.</summary>
/// <remarks>Capturing lists the network's ops without running them; passes (<see cref="GraphPasses"/>) then change the list and give each tensor its
/// memory; replaying runs each op into its output, then the backward list. Nothing is allocated. The network's ops must not depend on the values
/// of the data, only on their shapes.</remarks>
internal sealed class StepPlan
{
    private readonly OpNode[] _forward;
    private readonly OpNode[] _scoring;
    private readonly BackwardPass? _backward;
    private readonly Tensor _scores;
    private bool _hasScores;

    private StepPlan(Batch batch, Tensor prediction, Tensor scores, Tensor? loss, OpNode[] forward, OpNode[] scoring, BackwardPass? backward)
    {
        Batch = batch;
        Prediction = prediction;
        _scores = scores;
        Loss = loss;
        _forward = forward;
        _scoring = scoring;
        _backward = backward;
    }

    /// <summary>The input and target that the ops read.</summary>
    public Batch Batch { get; }

    /// <summary>Output of the network.</summary>
    public Tensor Prediction { get; }

    /// <summary>The loss, where there is a target.</summary>
    public Tensor? Loss { get; }

    /// <summary>Bytes of all tensors and gradients of the step, without parameters, the batch, and what ops keep for themselves.</summary>
    public long ArenaBytes { get; private init; }

    /// <summary>The ops of the step in the order of computation, as the passes left them.</summary>
    public IReadOnlyList<OpNode> Ops => _forward;

    /// <summary>Runs a batch at once, op by op, and keeps nothing for another.</summary>
    /// <inheritdoc cref="Capture"/>
    public static StepPlan RunEagerly(Module network, Loss loss, Batch batch, bool withTarget, ParameterArena arena)
    {
        StepPlan plan = ListInMode(network, loss, batch, withTarget, defer: false, GraphPasses.None);
        plan.RunBackward(arena);
        return plan;
    }

    /// <summary>Lists the ops for batches of one shape.</summary>
    /// <param name="network">Network, already in training or inference mode.</param>
    /// <param name="loss">Loss; with the network in training mode its gradients are computed.</param>
    /// <param name="batch">A batch of that shape.</param>
    /// <param name="withTarget">Whether the loss is computed.</param>
    /// <param name="passes">What is done to the list.</param>
    /// <param name="frozen">In inference, parameters that are read instead of the network's; null for the network's own.</param>
    public static StepPlan Capture(Module network, Loss loss, Batch batch, bool withTarget, GraphPasses passes, FrozenParameters? frozen = null)
    {
        Batch own = new(
            new Tensor(batch.Input.Shape, batch.Input.Type, batch.Input.Device), new Tensor(batch.Target.Shape, batch.Target.Type, batch.Target.Device));
        return ListInMode(network, loss, own, withTarget, defer: true, passes, frozen);
    }

    /// <summary>Runs the captured ops on a batch of the same shape.</summary>
    public void Replay(Batch batch, ParameterArena arena)
    {
        Batch.Target.CopyFrom(HostTensor.Contiguous(batch.Target));
        Infer(batch.Input);
        RunBackward(arena);
    }

    /// <summary>Runs the captured ops without those of the gradients.</summary>
    /// <param name="input">Input of a batch of the same shape.</param>
    public void Infer(Tensor input)
    {
        Batch.Input.CopyFrom(HostTensor.Contiguous(input));
        _hasScores = _scoring.Length == 0;
        Run(_forward);
    }

    /// <summary>Output of the last batch as probabilities, for metrics.</summary>
    public Tensor Scores()
    {
        if (!_hasScores)
        {
            Run(_scoring);
            _hasScores = true;
        }

        return _scores;
    }

    private static StepPlan ListInMode(
        Module network, Loss loss, Batch batch, bool withTarget, bool defer, GraphPasses passes, FrozenParameters? frozen = null)
    {
        if (network.IsTraining)
        {
            return List(network, loss, batch, withTarget, defer, passes, frozen: null);
        }

        using (Gradients.Off())
        {
            return List(network, loss, batch, withTarget, defer, passes, frozen);
        }
    }

    private static StepPlan List(Module network, Loss loss, Batch batch, bool withTarget, bool defer, GraphPasses passes, FrozenParameters? frozen)
    {
        using Recorder recorder = Recorder.Capture(defer);
        Tensor prediction = network.Forward(batch.Input);
        Tensor? value = withTarget ? loss.Forward(prediction, batch.Target) : null;
        if (network.IsTraining && value?.Producer is null)
        {
            throw new InvalidOperationException(
                $"{loss.Name}: the loss depends on no parameter of the network, or Gradients.Off() is in force; there is nothing to train.");
        }

        StepGraph graph = new([.. recorder.Nodes], value is null ? [prediction] : [prediction, value], prediction.Device, network.IsTraining);
        recorder.Nodes.Clear();
        Tensor scores;
        using (Gradients.Off())
        {
            scores = loss.Scores(prediction);
        }

        if (!defer)
        {
            return new StepPlan(batch, prediction, scores, value, [], [], network.IsTraining ? BackwardPass.Order(value!) : null);
        }

        Optimize(graph, passes);
        if (frozen is not null)
        {
            FreezePass.Apply(graph, frozen);
        }

        BackwardPass? backward = graph.Trains ? BackwardPass.Order(value!) : null;
        OpNode[] scoring = [.. recorder.Nodes];
        long bytes = MemoryPass.Apply(graph, backward, scoring, passes.HasFlag(GraphPasses.InPlace), passes.HasFlag(GraphPasses.SharedMemory));
        return new StepPlan(batch, prediction, scores, value, [.. graph.Nodes], scoring, backward) { ArenaBytes = bytes };
    }

    private static void Optimize(StepGraph graph, GraphPasses passes)
    {
        if (passes.HasFlag(GraphPasses.DeadCode))
        {
            DeadCodePass.Apply(graph);
        }

        if (passes.HasFlag(GraphPasses.FoldBatchNorm))
        {
            FoldBatchNormPass.Apply(graph);
        }

        if (passes.HasFlag(GraphPasses.Fusion))
        {
            FusionPass.Apply(graph);
        }

        if (passes.HasFlag(GraphPasses.ChannelsLast))
        {
            ChannelsLastPass.Apply(graph);
        }
    }

    private static void Run(OpNode[] nodes)
    {
        foreach (OpNode node in nodes)
        {
            node.Forward(node.Output.Device.Kernels);
        }
    }

    private void RunBackward(ParameterArena arena)
    {
        if (_backward is not null)
        {
            arena.ZeroGrad();
            _backward.Run();
        }
    }
}
