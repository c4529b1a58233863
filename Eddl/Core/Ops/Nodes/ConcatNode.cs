using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Tensors one after the other along an axis.</summary>
internal sealed class ConcatNode : OpNode
{
    private readonly int _axis;
    private readonly Tensor?[] _slices;
    private Layout[]? _places;

    public ConcatNode(int axis, Tensor[] parts)
        : base("Concat", parts)
    {
        _axis = axis;
        _slices = new Tensor?[parts.Length];
    }

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object> { ["axis"] = _axis };

    internal override ChannelsLastSupport ChannelsLastSupport => _axis == 1 ? ChannelsLastSupport.Follows : ChannelsLastSupport.None;

    internal override bool BackwardReadsOutput => false;

    internal override bool BackwardReads(int input) => false;

    public override void Forward(Kernels kernels)
    {
        Layout[] places = Places;
        for (int i = 0; i < places.Length; i++)
        {
            kernels.CopyTo(Inputs[i], Output, places[i], accumulate: false);
        }
    }

    public override void Backward(Kernels kernels)
    {
        Tensor dy = Output.OutputGradient();
        for (int i = 0; i < Inputs.Count; i++)
        {
            if (TryTakeGradient(i, out Tensor? dx, out bool accumulate))
            {
                // The gradient tensor is the same on every replay, and so is its slice.
                _slices[i] ??= new Tensor(dy.Storage, Slice(dy.Layout, i));
                kernels.Copy(_slices[i]!, dx, accumulate);
            }
        }
    }

    // Where each part lies in the output. The layout of the output is known once the node is recorded, and then stays.
    private Layout[] Places => _places ??= [.. Inputs.Select((_, i) => Slice(Output.Layout, i))];

    private Layout Slice(Layout whole, int part)
    {
        int start = 0;
        for (int i = 0; i < part; i++)
        {
            start += Inputs[i].Shape[_axis];
        }

        return whole.Slice(_axis, start, Inputs[part].Shape[_axis]);
    }
}
