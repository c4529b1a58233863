namespace DeepHealth.Eddl;

/// <summary>The ops of a captured step while passes change them.</summary>
/// <param name="nodes">The ops in the order of computation.</param>
/// <param name="results">Tensors that are read when the step is done: they keep their place and their layout.</param>
/// <param name="device">Device that computes.</param>
/// <param name="trains">Whether gradients are computed.</param>
internal sealed class StepGraph(List<OpNode> nodes, IReadOnlyList<Tensor> results, Device device, bool trains)
{
    /// <summary>The ops in the order of computation.</summary>
    public List<OpNode> Nodes { get; set; } = nodes;

    /// <summary>Tensors that are read when the step is done.</summary>
    public IReadOnlyList<Tensor> Results { get; } = results;

    /// <summary>Device that computes.</summary>
    public Device Device { get; } = device;

    /// <summary>Whether gradients are computed.</summary>
    public bool Trains { get; } = trains;

    /// <summary>Whether a tensor is read when the step is done.</summary>
    public bool IsResult(Tensor tensor)
    {
        foreach (Tensor result in Results)
        {
            if (ReferenceEquals(result, tensor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The op that makes each tensor.</summary>
    public Dictionary<Tensor, OpNode> Producers()
    {
        Dictionary<Tensor, OpNode> producers = new(ReferenceEqualityComparer.Instance);
        foreach (OpNode node in Nodes)
        {
            producers[node.Output] = node;
        }

        return producers;
    }

    /// <summary>How often each tensor is an input of an op.</summary>
    public Dictionary<Tensor, int> Uses()
    {
        Dictionary<Tensor, int> uses = new(ReferenceEqualityComparer.Instance);
        foreach (OpNode node in Nodes)
        {
            foreach (Tensor input in node.InputSpan)
            {
                uses[input] = uses.GetValueOrDefault(input) + 1;
            }
        }

        return uses;
    }

    /// <summary>Makes a node the one that writes a tensor.</summary>
    public static void SetProducer(Tensor tensor, OpNode node, bool isTracked)
    {
        node.Output = tensor;
        tensor.RequiresGrad = isTracked;
        tensor.Producer = isTracked ? node : null;
    }
}
