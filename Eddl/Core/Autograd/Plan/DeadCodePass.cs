namespace DeepHealth.Eddl;

/// <summary>Drops ops whose results nobody reads.</summary>
internal static class DeadCodePass
{
    public static void Apply(StepGraph graph)
    {
        HashSet<Tensor> read = new(graph.Results, ReferenceEqualityComparer.Instance);
        List<OpNode> alive = [];
        for (int i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            OpNode node = graph.Nodes[i];
            if (read.Contains(node.Output) || node.HasEffects)
            {
                read.UnionWith(node.Inputs);
                alive.Add(node);
            }
        }

        alive.Reverse();
        graph.Nodes = alive;
    }
}
