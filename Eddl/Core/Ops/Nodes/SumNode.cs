using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Sum over the middle axis of <c>[outer, size, inner]</c>.</summary>
internal sealed class SumNode(Tensor x, ReduceShape shape) : OpNode("ReduceSum", x)
{
    private Tensor? _repeated;

    internal override bool BackwardReadsOutput => false;

    internal override bool BackwardReads(int input) => false;

    public override void Forward(Kernels kernels) => kernels.Reduce(default(Sum), Inputs[0], Output, shape);

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            if (_repeated is null)
            {
                Tensor dy = Output.OutputGradient();
                Layout single = Layout.Contiguous(new Shape(shape.Outer, 1, shape.Inner));
                _repeated = new Tensor(dy.Storage, single.BroadcastTo(new Shape(shape.Outer, shape.Size, shape.Inner)));
            }

            kernels.Copy(_repeated, dx, accumulate);
        }
    }
}
