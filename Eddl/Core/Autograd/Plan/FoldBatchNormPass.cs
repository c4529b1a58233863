using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>In inference, makes one op of <c>scale·x + shift</c> per channel, which is what batch normalisation with given statistics is, and makes
/// it part of the convolution before it where there is one.</summary>
internal static class FoldBatchNormPass
{
    public static void Apply(StepGraph graph)
    {
        if (graph.Trains)
        {
            return;
        }

        Dictionary<Tensor, OpNode> producers = graph.Producers();
        Dictionary<Tensor, int> uses = graph.Uses();
        List<OpNode> result = [];
        HashSet<OpNode> folded = [];
        foreach (OpNode node in graph.Nodes)
        {
            if (node is not BinaryNode<Add> sum || !IsPerChannel(sum, out Tensor? shift)
                || !producers.TryGetValue(sum.InputSpan[0], out OpNode? before) || before is not BinaryNode<Multiply> product
                || !IsOnlyReadOnce(product) || !IsPerChannel(product, out Tensor? scale))
            {
                result.Add(node);
                continue;
            }

            folded.Add(product);
            Tensor x = product.InputSpan[0];
            OpNode? fused = null;
            using (Recorder recorder = Recorder.Capture(defer: true))
            {
                if (producers.TryGetValue(x, out OpNode? source) && IsOnlyReadOnce(source) && (fused = source.AppendScaleAndShift(scale, shift)) is not null)
                {
                    folded.Add(source);
                }

                // What the new op needs computed first, such as a bias of its own.
                result.AddRange(recorder.Nodes);
            }

            fused ??= new ScaleAndShiftNode<Identity>(default, x, scale, shift, summand: null);
            StepGraph.SetProducer(node.Output, fused, isTracked: false);
            producers[node.Output] = fused;
            result.Add(fused);
        }

        result.RemoveAll(folded.Contains);
        graph.Nodes = result;

        bool IsOnlyReadOnce(OpNode maker) => uses[maker.Output] == 1 && !graph.IsResult(maker.Output);
    }

    // Whether the right operand has one value per channel: [C, 1, …] beside [N, C, …].
    private static bool IsPerChannel(OpNode node, out Tensor perChannel)
    {
        Tensor x = node.InputSpan[0], right = node.InputSpan[1];
        bool isPerChannel = x.Shape == node.Output.Shape && x.Rank >= 2 && right.IsContiguous && right.Rank == x.Rank - 1 && right.Shape[0] == x.Shape[1]
            && right.Count == x.Shape[1];
        perChannel = isPerChannel ? right.ViewAs(new Shape(right.Count)) : right;
        return isPerChannel;
    }
}
