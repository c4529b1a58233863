namespace DeepHealth.Eddl;

/// <summary>Makes one op of two where the second alone reads the result of the first: one pass over memory instead of two.</summary>
/// <remarks>Which ops join is up to them (<see cref="OpNode.JoinTo"/>). .NET compiles a loop of its own for every chain.</remarks>
internal static class FusionPass
{
    public static void Apply(StepGraph graph)
    {
        Dictionary<Tensor, OpNode> producers = graph.Producers();
        Dictionary<Tensor, int> uses = graph.Uses();
        HashSet<OpNode> joined = [];
        List<OpNode> result = [];
        foreach (OpNode node in graph.Nodes)
        {
            OpNode current = node;
            while (TryJoin(graph, current, producers, uses, out OpNode? before) is { } fused)
            {
                StepGraph.SetProducer(current.Output, fused, current.Output.Producer is not null);
                producers[current.Output] = fused;
                joined.Add(before!);
                current = fused;
            }

            result.Add(current);
        }

        result.RemoveAll(joined.Contains);
        graph.Nodes = result;
    }

    private static OpNode? TryJoin(
        StepGraph graph, OpNode node, Dictionary<Tensor, OpNode> producers, Dictionary<Tensor, int> uses, out OpNode? before)
    {
        for (int input = 0; input < node.Inputs.Count; input++)
        {
            Tensor made = node.InputSpan[input];
            if (producers.TryGetValue(made, out before) && uses[made] == 1 && !graph.IsResult(made) && node.JoinTo(before, input) is { } fused)
            {
                return fused;
            }
        }

        before = null;
        return null;
    }
}
