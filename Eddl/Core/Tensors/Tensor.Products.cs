using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class Tensor
{
    /// <summary>Matrix product. Vectors count as a row (left) or a column (right); leading axes are batches and broadcast.</summary>
    /// <param name="right"><c>[…, k, n]</c>.</param>
    /// <returns><c>[…, m, n]</c> for a left operand <c>[…, m, k]</c>.</returns>
    /// <exception cref="ShapeException">The inner sizes differ, or an operand is a scalar.</exception>
    public Tensor MatMul(Tensor right)
    {
        Require(right).RequireFloat32("MatMul");
        RequireFloat32("MatMul");
        if (Rank == 0 || right.Rank == 0)
        {
            throw new ShapeException($"MatMul: needs vectors or matrices: left is {Shape}, right is {right.Shape}.");
        }

        if (Rank == 1)
        {
            return Unsqueeze(0).MatMul(right).Squeeze(right.Rank == 1 ? 0 : -2);
        }

        if (right.Rank == 1)
        {
            return MatMul(right.Unsqueeze(1)).Squeeze(-1);
        }

        int m = Shape[^2];
        int k = Shape[^1];
        int n = right.Shape[^1];
        if (k != right.Shape[^2])
        {
            throw new ShapeException(
                $"MatMul: inner sizes differ: left {Shape} has {k} columns, right {right.Shape} has {right.Shape[^2]} rows.");
        }

        if (right.Rank == 2)
        {
            // One matrix for all batches: the batches are more rows of one product.
            Shape result = new([.. Shape.Sizes[..^1], n]);
            Tensor rows = Contiguous().Reshape(new Shape(Count / Math.Max(k, 1), k));
            int height = k == 0 ? result.ElementCount / Math.Max(n, 1) : rows.Shape[0];
            MatMulShape shape = new(1, height, n, k, TransposeX: false, TransposeW: false);
            return Recorder.Run(new MatMulNode<Identity>(default, rows, right.Contiguous(), bias: null, shape), new Shape(height, n)).Reshape(result);
        }

        Shape batch = Shape.Broadcast(Shape[..^2], right.Shape[..^2], "MatMul");
        Tensor x = BroadcastTo(new Shape([.. batch.Sizes, m, k])).Contiguous();
        Tensor w = right.BroadcastTo(new Shape([.. batch.Sizes, k, n])).Contiguous();
        return Recorder.Run(
            new MatMulNode<Identity>(
                default, x, w, bias: null, new MatMulShape(batch.ElementCount, m, n, k, TransposeX: false, TransposeW: false)), new Shape([.. batch.Sizes, m, n]));
    }

    /// <summary>Softmax over an axis: <c>exp(x)/Σ exp(x)</c>, stable for large values.</summary>
    public Tensor Softmax(int axis = -1) => OverLastAxis(axis, logarithm: false);

    /// <summary>Logarithm of the softmax over an axis.</summary>
    public Tensor LogSoftmax(int axis = -1) => OverLastAxis(axis, logarithm: true);

    private Tensor OverLastAxis(int axis, bool logarithm)
    {
        RequireFloat32("Softmax");
        int at = Shape.Axis(axis, "Softmax");
        Tensor x = at == Rank - 1 ? Contiguous() : Transpose(at, -1).Contiguous();
        Tensor y = Recorder.Run(new SoftmaxNode(x, logarithm), x.Shape);
        return at == Rank - 1 ? y : y.Transpose(at, -1);
    }
}
