using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary><c>y = f(x)</c> for every element.</summary>
internal sealed class UnaryNode<TOp>(TOp op, Tensor x) : OpNode(TOp.Name, x)
    where TOp : struct, IUnaryOp
{
    internal override ChannelsLastSupport ChannelsLastSupport => ChannelsLastSupport.Follows;

    internal override bool BackwardReads(int input) => !TOp.GradientFromOutput;

    internal override bool CanOverwrite(int input) => true;

    internal override bool GradientCanOverwrite(int input) => true;

    internal override OpNode? JoinTo(OpNode before, int input) => before.Append(op);

    internal override OpNode? Append<TNext>(TNext next) => new UnaryNode<Then<TOp, TNext>>(new Then<TOp, TNext>(op, next), Inputs[0]);

    public override void Forward(Kernels kernels) => kernels.Map(op, Inputs[0], Output);

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            kernels.MapGradient(op, TOp.GradientFromOutput ? Output : Inputs[0], Output, Output.OutputGradient(), dx, accumulate);
        }
    }
}
