using System.Diagnostics.CodeAnalysis;

namespace DeepHealth.Eddl;

/// <summary>Finds out when each tensor and each gradient of a step is in use, and gives them their memory.</summary>
/// <remarks>The steps of a plan are its ops forward, then its ops backward. Parameters, their gradients, the batch and what ops keep for
/// themselves have memory of their own and are not touched.</remarks>
internal sealed class MemoryPass
{
    private readonly StepGraph _graph;
    private readonly ReadOnlyMemory<OpNode> _backward;
    private readonly Dictionary<Storage, Lifetime> _lifetimes = [];
    private readonly List<Lifetime> _order = [];

    private MemoryPass(StepGraph graph, BackwardPass? backward)
    {
        _graph = graph;
        _backward = backward?.Nodes ?? default;
    }

    private int LastStep => _graph.Nodes.Count + _backward.Length;

    /// <summary>Gives every tensor its place.</summary>
    /// <param name="graph">The ops.</param>
    /// <param name="backward">The ops in the order of their gradients; null in inference.</param>
    /// <param name="scoring">Ops that may run when the step is done.</param>
    /// <param name="inPlace">Whether ops may write over their operands.</param>
    /// <param name="share">Whether tensors that are not in use at the same time share memory.</param>
    /// <returns>Bytes of the arena.</returns>
    public static long Apply(StepGraph graph, BackwardPass? backward, OpNode[] scoring, bool inPlace, bool share)
    {
        MemoryPass pass = new(graph, backward);
        pass.MakeGradients(inPlace);
        pass.Measure();
        foreach (OpNode node in scoring)
        {
            pass.UseAlways(node.Output);
        }

        if (inPlace)
        {
            pass.Overwrite();
        }

        return ArenaPlanner.Place(pass._order, share);
    }

    private void MakeGradients(bool inPlace)
    {
        if (_backward.IsEmpty)
        {
            return;
        }

        Dictionary<Tensor, int> uses = _graph.Uses();
        foreach (OpNode node in _graph.Nodes)
        {
            if (node.Output.Producer is null)
            {
                continue;
            }

            // The gradient of a reshaped tensor is the gradient of the tensor, reshaped.
            bool isAlias = inPlace && node is ViewNode { IsReshape: true } && node.InputSpan[0] is { Producer: not null } input && uses[input] == 1;
            node.Output.PlaceGradient(isAlias ? node.InputSpan[0].PlacedGradient!.ViewAs(node.Output.Shape) : NewGradient(node.Output));
        }
    }

    private static Tensor NewGradient(Tensor tensor)
    {
        Storage storage = new(tensor.Device, DType.Float32, tensor.ChannelsLast?.Count ?? tensor.Count);
        storage.Await();
        return tensor.ChannelsLast is { } format ? new Tensor(storage, format) : new Tensor(storage, Numerics.Layout.Contiguous(tensor.Shape));
    }

    private void Measure()
    {
        for (int i = 0; i < _graph.Nodes.Count; i++)
        {
            OpNode node = _graph.Nodes[i];
            Use(node.Output, i);
            foreach (Tensor input in node.InputSpan)
            {
                Use(input, i);
            }
        }

        for (int i = 0; i < _backward.Length; i++)
        {
            Measure(_backward.Span[i], _graph.Nodes.Count + i);
        }

        foreach (Tensor result in _graph.Results)
        {
            UseAlways(result);
        }
    }

    private void UseAlways(Tensor tensor)
    {
        Use(tensor, 0);
        Use(tensor, LastStep);
    }

    private void Measure(OpNode node, int step)
    {
        if (node.BackwardReadsOutput)
        {
            Use(node.Output, step);
        }

        if (node.Output.PlacedGradient is { } outputGradient)
        {
            Use(outputGradient, step);
        }

        for (int k = 0; k < node.Inputs.Count; k++)
        {
            Tensor input = node.InputSpan[k];
            if (node.BackwardReads(k))
            {
                Use(input, step);
            }

            if (input is { Producer: not null, PlacedGradient: { } gradient })
            {
                Use(gradient, step);
            }
        }
    }

    private void Use(Tensor tensor, int step)
    {
        Storage storage = tensor.Storage;
        if (!_lifetimes.TryGetValue(storage, out Lifetime? lifetime))
        {
            if (!storage.IsAwaited)
            {
                return;
            }

            lifetime = new Lifetime(storage, tensor.ChannelsLast);
            _lifetimes.Add(storage, lifetime);
            _order.Add(lifetime);
        }

        lifetime.Use(step);
    }

    private void Overwrite()
    {
        for (int i = 0; i < _graph.Nodes.Count; i++)
        {
            OpNode node = _graph.Nodes[i];
            for (int k = 0; k < node.Inputs.Count; k++)
            {
                if (node.CanOverwrite(k) && TryOverwrite(node.InputSpan[k], node.Output, i))
                {
                    break;
                }
            }
        }

        for (int i = 0; i < _backward.Length; i++)
        {
            OpNode node = _backward.Span[i];
            for (int k = 0; k < node.Inputs.Count; k++)
            {
                if (node.GradientCanOverwrite(k) && node.InputSpan[k] is { Producer: not null, PlacedGradient: { } written }
                    && TryOverwrite(node.Output.PlacedGradient!, written, _graph.Nodes.Count + i))
                {
                    break;
                }
            }
        }
    }

    // The writer's memory begins in the very step in which the reader's ends, and both fill their storages alike.
    private bool TryOverwrite(Tensor read, Tensor written, int step)
        => TryFind(read, out Lifetime? old) && TryFind(written, out Lifetime? young) && !ReferenceEquals(old, young)
            && old.End == step && young.Start == step && young.FitsOver(old) && MoveInto(young, old);

    private static bool MoveInto(Lifetime young, Lifetime host)
    {
        young.MoveInto(host);
        return true;
    }

    private bool TryFind(Tensor tensor, [NotNullWhen(true)] out Lifetime? lifetime)
    {
        bool isWhole = tensor.ChannelsLast is not null || (tensor.IsContiguous && tensor.Count == tensor.Storage.Count);
        if (isWhole && _lifetimes.TryGetValue(tensor.Storage, out lifetime))
        {
            lifetime = lifetime.Host;
            return true;
        }

        lifetime = null;
        return false;
    }
}
