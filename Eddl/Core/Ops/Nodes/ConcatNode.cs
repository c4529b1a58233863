using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Tensors one after the other along an axis.</summary>
internal sealed class ConcatNode : OpNode
{
    private readonly int _axis;
    private readonly Layout[] _places;
    private readonly Tensor?[] _slices;

    public ConcatNode(int axis, Shape shape, Tensor[] parts)
        : base("Concat", parts)
    {
        _axis = axis;
        _places = new Layout[parts.Length];
        _slices = new Tensor?[parts.Length];
        Layout whole = Layout.Contiguous(shape);
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            _places[i] = whole.Slice(axis, start, parts[i].Shape[axis]);
            start += parts[i].Shape[axis];
        }
    }

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object> { ["axis"] = _axis };

    public override void Forward(Kernels kernels)
    {
        for (int i = 0; i < _places.Length; i++)
        {
            kernels.CopyTo(Inputs[i], Output, _places[i], accumulate: false);
        }
    }

    public override void Backward(Kernels kernels)
    {
        Tensor dy = Output.OutputGradient();
        for (int i = 0; i < _places.Length; i++)
        {
            if (TryTakeGradient(i, out Tensor? dx, out bool accumulate))
            {
                // The gradient tensor is the same on every replay, and so is its slice.
                _slices[i] ??= new Tensor(dy.Storage, _places[i]);
                kernels.Copy(_slices[i]!, dx, accumulate);
            }
        }
    }
}
