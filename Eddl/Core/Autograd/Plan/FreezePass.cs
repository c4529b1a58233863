using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Lets the ops of an inference plan read a copy of the parameters, and computes once what depends on nothing else.</summary>
internal static class FreezePass
{
    public static void Apply(StepGraph graph, FrozenParameters parameters)
    {
        HashSet<Storage> computed = [];
        List<OpNode> remaining = [];
        foreach (OpNode node in graph.Nodes)
        {
            bool isConstant = node.Inputs.Count > 0 && !node.HasEffects && node.Output.ChannelsLast is null && !graph.IsResult(node.Output);
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                if (parameters.Of(node.InputSpan[i]) is { } copy)
                {
                    node.ReplaceInput(i, copy);
                }

                isConstant &= parameters.Holds(node.InputSpan[i]) || computed.Contains(node.InputSpan[i].Storage);
            }

            if (!isConstant)
            {
                remaining.Add(node);
                continue;
            }

            // A view of a parameter has its memory and needs no op: its readers get the same view of the copy.
            Storage output = node.Output.Storage;
            if (output.IsAwaited)
            {
                output.Place(BufferPool.Shared.Rent(output.Size), 0);
                computed.Add(output);
            }

            node.Forward(graph.Device.Kernels);
        }

        graph.Nodes = remaining;
    }
}
