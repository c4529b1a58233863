using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

internal static partial class GradientCases
{
    private static IEnumerable<GradientCase> Elementwise()
    {
        // One element, one more than a vector of 16 lanes, odd sizes, rank 3.
        foreach (Shape shape in (Shape[])[[1], [17], [3, 5], [2, 3, 4]])
        {
            string detail = shape.ToString();
            GradientInput smooth = GradientInput.Smooth(shape);
            GradientInput positive = GradientInput.Smooth(shape, 0.75, 2.25);
            GradientInput spaced = GradientInput.Spaced(shape);

            GradientCase Row(string member, Func<Tensor, Tensor> apply, GradientInput input) => new(member, detail, x => apply(x[0]), input);
            yield return Row("op_Addition(Tensor, Single)", x => x + 2.5f, smooth);
            yield return Row("op_Addition(Single, Tensor)", x => 2.5f + x, smooth);
            yield return Row("op_Subtraction(Tensor, Single)", x => x - 2.5f, smooth);
            yield return Row("op_Subtraction(Single, Tensor)", x => 2.5f - x, smooth);
            yield return Row("op_Multiply(Tensor, Single)", x => x * 2.5f, smooth);
            yield return Row("op_Multiply(Single, Tensor)", x => 2.5f * x, smooth);
            yield return Row("op_Division(Tensor, Single)", x => x / 2.5f, smooth);
            yield return Row("op_Division(Single, Tensor)", x => 2.5f / x, positive);
            yield return Row("op_UnaryNegation(Tensor)", x => -x, smooth);
            yield return Row("Abs()", x => x.Abs(), spaced);
            yield return Row("Exp()", x => x.Exp(), smooth);
            yield return Row("Log()", x => x.Log(), positive);
            yield return Row("Sqrt()", x => x.Sqrt(), positive);
            yield return Row("Square()", x => x.Square(), smooth);
            yield return Row("Pow(Single)", x => x.Pow(-1.5f), positive);
            yield return Row("Sin()", x => x.Sin(), smooth);
            yield return Row("Cos()", x => x.Cos(), smooth);
            yield return Row("Tanh()", x => x.Tanh(), smooth);
            yield return Row("Sigmoid()", x => x.Sigmoid(), smooth);
            yield return Row("Relu()", x => x.Relu(), spaced);
            yield return Row("Clip(Single, Single)", x => x.Clip(-0.75f, 0.5f), spaced);
            yield return Row("Map(TOp)", x => x.Map(default(Softplus)), smooth);
        }

        // Equal shapes, and the four ways to broadcast: one row, one column, a number, both sides.
        foreach ((Shape left, Shape right) in ((Shape, Shape)[])[([3, 5], [3, 5]), ([3, 5], [5]), ([3, 1], [3, 5]), ([17], []), ([2, 1, 3], [4, 1])])
        {
            foreach (GradientCase row in Binary(left, right))
            {
                yield return row;
            }
        }
    }

    private static GradientCase[] Binary(Shape left, Shape right)
    {
        string detail = $"{left} {right}";
        GradientInput a = GradientInput.Smooth(left);
        GradientInput b = GradientInput.Smooth(right, -1.25, 1.75);
        GradientInput positiveA = GradientInput.Smooth(left, 0.75, 2.25);
        GradientInput positiveB = GradientInput.Smooth(right, 0.75, 2);
        GradientInput spacedA = GradientInput.Spaced(left, 1 / 16.0);
        GradientInput spacedB = GradientInput.Spaced(right, 3 / 16.0);
        GradientCase Row(string member, Func<Tensor, Tensor, Tensor> apply, GradientInput first, GradientInput second)
            => new(member, detail, x => apply(x[0], x[1]), first, second);
        return
        [
            Row("op_Addition(Tensor, Tensor)", (x, y) => x + y, a, b),
            Row("op_Subtraction(Tensor, Tensor)", (x, y) => x - y, a, b),
            Row("op_Multiply(Tensor, Tensor)", (x, y) => x * y, a, b),
            Row("op_Division(Tensor, Tensor)", (x, y) => x / y, a, positiveB),
            Row("Pow(Tensor)", (x, y) => x.Pow(y), positiveA, positiveB),
            Row("Maximum(Tensor)", (x, y) => x.Maximum(y), spacedA, spacedB),
            Row("Minimum(Tensor)", (x, y) => x.Minimum(y), spacedA, spacedB),
            Row("Zip(TOp, Tensor, Tensor)", (x, y) => Tensor.Zip(default(SquaredDifference), x, y), a, b),
            Row("Where(Tensor, Tensor, Tensor)", (x, y) => Tensor.Where(Condition(Shape.Broadcast(x.Shape, y.Shape, "test"), x.Device), x, y), a, b),
        ];
    }

    private static Tensor Condition(Shape shape, Device device) => Tensor.From([.. Enumerable.Range(0, shape.ElementCount).Select(i => i % 3 == 1)], shape, device);
}
