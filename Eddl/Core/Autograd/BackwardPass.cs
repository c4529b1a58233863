namespace DeepHealth.Eddl;

/// <summary>The ops between a scalar and the leaves, in the order in which their gradients are computed.</summary>
internal sealed class BackwardPass
{
    private readonly Tensor _root;
    private readonly OpNode[] _nodes;

    private BackwardPass(Tensor root, OpNode[] nodes)
    {
        _root = root;
        _nodes = nodes;
    }

    /// <summary>Lists every op that the root depends on, each after all ops that use its output.</summary>
    public static BackwardPass Order(Tensor root)
    {
        // Depth-first with an explicit stack: recurrent networks are deeper than the thread's stack.
        List<OpNode> finished = [];
        HashSet<OpNode> seen = [root.Producer!];
        Stack<(OpNode Node, int Next)> open = new([(root.Producer!, 0)]);
        while (open.Count > 0)
        {
            (OpNode node, int next) = open.Pop();
            if (next == node.Inputs.Count)
            {
                finished.Add(node);
                continue;
            }

            open.Push((node, next + 1));
            if (node.InputSpan[next].Producer is { } producer && seen.Add(producer))
            {
                open.Push((producer, 0));
            }
        }

        finished.Reverse();
        return new BackwardPass(root, [.. finished]);
    }

    /// <summary>The ops in that order.</summary>
    public ReadOnlyMemory<OpNode> Nodes => _nodes;

    public void Run()
    {
        Kernels kernels = _root.Device.Kernels;
        foreach (OpNode node in _nodes)
        {
            node.Output.ZeroGrad();
        }

        kernels.Fill(_root.TakeGradient(out _), 1);
        foreach (OpNode node in _nodes)
        {
            node.Backward(kernels);
        }

        // The nodes keep the tensors whose addresses the kernels work on.
        GC.KeepAlive(this);
    }
}
