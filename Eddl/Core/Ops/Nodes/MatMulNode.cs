using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A batch of matrix products <c>y[b] = f(x[b] · w[b] + bias)</c>.</summary>
internal sealed class MatMulNode<TOp> : OpNode
    where TOp : struct, IUnaryOp
{
    private readonly TOp _op;
    private readonly MatMulShape _shape;

    /// <param name="op">f.</param>
    /// <param name="x"><c>[batch, m, k]</c>.</param>
    /// <param name="w"><c>[batch, k, n]</c>.</param>
    /// <param name="bias"><c>[n]</c>, or null.</param>
    /// <param name="shape">Sizes.</param>
    public MatMulNode(TOp op, Tensor x, Tensor w, Tensor? bias, MatMulShape shape)
        : base(FusedName.Of<TOp>("MatMul"), bias is null ? [x, w] : [x, w, bias])
    {
        _op = op;
        _shape = shape;
    }

    internal override bool BackwardReadsOutput => FusedName.IsFused<TOp>();

    private Tensor? Bias => Inputs.Count > 2 ? Inputs[2] : null;

    public override void Forward(Kernels kernels)
    {
        if (Bias is null && !FusedName.IsFused<TOp>())
        {
            kernels.MatMul(Inputs[0], Inputs[1], Output, _shape, accumulate: false);
            return;
        }

        kernels.MatMulThen(_op, Inputs[0], Inputs[1], Bias, Output, _shape);
    }

    public override void Backward(Kernels kernels)
    {
        Tensor dy = Output.OutputGradient();
        if (FusedName.IsFused<TOp>())
        {
            // Nobody else reads this gradient: it becomes that of f's argument.
            kernels.MapGradient(_op, Output, Output, dy, dy, accumulate: false);
        }

        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            // dx[m, k] = dy[m, n] · w[k, n]ᵀ
            kernels.MatMul(dy, Inputs[1], dx, new MatMulShape(_shape.Batch, _shape.M, _shape.K, _shape.N, TransposeX: false, TransposeW: true), accumulate);
        }

        if (TryTakeGradient(1, out Tensor? dw, out accumulate))
        {
            // dw[k, n] = x[m, k]ᵀ · dy[m, n]
            kernels.MatMul(Inputs[0], dy, dw, new MatMulShape(_shape.Batch, _shape.K, _shape.N, _shape.M, TransposeX: true, TransposeW: false), accumulate);
        }

        if (Bias is not null && TryTakeGradient(2, out Tensor? dbias, out accumulate))
        {
            kernels.ChannelSum(dy, dbias, new ChannelShape(_shape.Batch * _shape.M, _shape.N, 1), accumulate);
        }
    }

    internal override OpNode? Append<TNext>(TNext next)
        => CanAppend<TOp, TNext>() ? new MatMulNode<TNext>(next, Inputs[0], Inputs[1], Bias, _shape) : null;

    internal override OpNode? AppendSum(Tensor summand)
        => Bias is null && !FusedName.IsFused<TOp>() && summand.IsContiguous && summand.Rank == 1 && summand.Count == _shape.N
            ? new MatMulNode<TOp>(_op, Inputs[0], Inputs[1], summand, _shape)
            : null;
}
