namespace DeepHealth.Eddl;

/// <summary>Gives the tensors between convolutions a memory layout with the channels last and room for padding, and copies where such a region
/// begins or ends.</summary>
internal sealed class ChannelsLastPass
{
    private readonly StepGraph _graph;
    private readonly HashSet<OpNode> _chosen = [];
    private readonly Dictionary<Tensor, Halos> _halos = new(ReferenceEqualityComparer.Instance);

    // The tensor with channels last that stands for each tensor of the region.
    private readonly Dictionary<Tensor, Tensor> _replaced = new(ReferenceEqualityComparer.Instance);

    // Tensors of the region that also exist in their original layout.
    private readonly HashSet<Tensor> _contiguous = new(ReferenceEqualityComparer.Instance);
    private readonly List<OpNode> _result = [];

    private ChannelsLastPass(StepGraph graph) => _graph = graph;

    public static void Apply(StepGraph graph)
    {
        if (graph.Device.Kernels.TakesChannelsLast)
        {
            ChannelsLastPass pass = new(graph);
            pass.Choose();
            pass.Rewrite();
            graph.Nodes = pass._result;
        }
    }

    private static bool Fits(Tensor tensor) => tensor.Type == DType.Float32 && tensor.Rank is >= 3 and <= 5 && tensor.Count > 0;

    private void Choose()
    {
        HashSet<Tensor> made = new(ReferenceEqualityComparer.Instance);
        foreach (OpNode node in _graph.Nodes)
        {
            bool begins = node.ChannelsLastSupport == ChannelsLastSupport.Prefers;
            bool fits = node.ChannelsLastSupport != ChannelsLastSupport.None && Fits(node.Output);
            for (int input = 0; input < node.Inputs.Count; input++)
            {
                if (node.IsFeatureMap(input))
                {
                    begins |= made.Contains(node.InputSpan[input]);
                    fits &= Fits(node.InputSpan[input]);
                }
            }

            if (begins && fits)
            {
                _chosen.Add(node);
                made.Add(node.Output);
                Widen(node);
            }
        }
    }

    private void Widen(OpNode node)
    {
        for (int input = 0; input < node.Inputs.Count; input++)
        {
            if (node.IsFeatureMap(input))
            {
                Tensor read = node.InputSpan[input];
                _halos[read] = _halos.GetValueOrDefault(read).Union(node.InputHalos);
            }
        }

        // A gradient has the layout of its tensor.
        _halos[node.Output] = _halos.GetValueOrDefault(node.Output).Union(_graph.Trains ? node.OutputHalos : default);
    }

    private void Rewrite()
    {
        foreach (OpNode node in _graph.Nodes)
        {
            if (_chosen.Contains(node))
            {
                ReadChannelsLast(node);
                Tensor original = node.Output;
                bool isTracked = original.Producer is not null;
                Tensor output = Allocate(original);
                _replaced.Add(original, output);
                StepGraph.SetProducer(output, node, isTracked);
            }
            else
            {
                foreach (Tensor input in node.InputSpan)
                {
                    Restore(input);
                }
            }

            _result.Add(node);
        }

        foreach (Tensor result in _graph.Results)
        {
            Restore(result);
        }
    }

    private void ReadChannelsLast(OpNode node)
    {
        for (int input = 0; input < node.Inputs.Count; input++)
        {
            if (node.IsFeatureMap(input))
            {
                Tensor original = node.InputSpan[input];
                if (!_replaced.TryGetValue(original, out Tensor? replaced))
                {
                    replaced = Allocate(original);
                    _replaced.Add(original, replaced);
                    Copy(original, replaced, original.RequiresGrad);
                    _contiguous.Add(original);
                }

                node.ReplaceInput(input, replaced);
            }
        }
    }

    private void Restore(Tensor original)
    {
        if (_replaced.TryGetValue(original, out Tensor? replaced) && _contiguous.Add(original))
        {
            Copy(replaced, original, original.Producer is not null);
        }
    }

    private void Copy(Tensor from, Tensor to, bool isTracked)
    {
        CopyNode copy = new(from);
        StepGraph.SetProducer(to, copy, isTracked);
        _result.Add(copy);
    }

    private Tensor Allocate(Tensor tensor)
    {
        Halos halos = _halos[tensor];
        ChannelsLast format = new(tensor.Shape, halos.Depth, halos.Height, halos.Width);
        Tensor result = new(new Storage(tensor.Device, DType.Float32, format.Count), format);
        result.Storage.Await();
        return result;
    }
}
