using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

internal static partial class GradientCases
{
    private static IEnumerable<GradientCase> Structure() => [.. Views(), .. Movements(), .. Reductions(), .. Products()];

    private static GradientCase[] Views()
    {
        GradientInput x = GradientInput.Smooth([3, 4, 5]);
        GradientCase Row(string member, string detail, Func<Tensor, Tensor> apply) => new(member, detail, t => apply(t[0]), x);
        return
        [
            Row("Transpose()", "", t => t.Transpose()),
            Row("Transpose(Int32, Int32)", "", t => t.Transpose(0, -1)),
            Row("Permute(Int32[])", "", t => t.Permute(2, 0, 1)),
            Row("Reshape(ReadOnlySpan`1)", "", t => t.Reshape(5, -1)),
            Row("Reshape(Shape)", "", t => t.Reshape(new Shape(4, 15))),
            Row("Flatten(Int32)", "", t => t.Flatten(1)),
            Row("Unsqueeze(Int32)", "", t => t.Unsqueeze(1)),
            Row("BroadcastTo(Shape)", "", t => t.Unsqueeze(1).BroadcastTo(new Shape(2, 3, 2, 4, 5))),
            Row("Flip(Int32)", "", t => t.Flip(1)),
            Row("Narrow(Int32, Int32, Int32)", "", t => t.Narrow(2, 1, 3)),
            Row("get_Elements(ReadOnlySpan`1)", "position", t => t[1]),
            Row("get_Elements(ReadOnlySpan`1)", "steps", t => t[Slice.Every(-2), Slice.NewAxis, Slice.Ellipsis, Slice.Every(3)]),
            new("Squeeze(Int32)", "", t => t[0].Squeeze(1), GradientInput.Smooth([3, 1, 5])),
            new("Squeeze()", "", t => t[0].Squeeze(), GradientInput.Smooth([1, 3, 1, 5, 1])),
        ];
    }

    private static GradientCase[] Movements()
    {
        GradientInput x = GradientInput.Smooth([3, 5]);
        GradientInput y = GradientInput.Smooth([3, 2], -1, 1);
        return
        [
            new("Contiguous()", "", t => t[0].Contiguous() * 2, x),
            new("Clone()", "", t => t[0].Clone(), x),
            new("Pad(ReadOnlySpan`1, ReadOnlySpan`1, Single)", "", t => t[0].Pad([1, 0], [2, 3], 7), x),
            new("Concat(IReadOnlyList`1, Int32)", "columns", t => Tensor.Concat([t[0], t[1], t[0]], 1), x, y),
            new("Concat(IReadOnlyList`1, Int32)", "rows", t => Tensor.Concat([t[0], t[1]]), x, GradientInput.Smooth([2, 5])),
            new("Stack(IReadOnlyList`1, Int32)", "", t => Tensor.Stack([t[0], t[1]], 1), x, GradientInput.Smooth([3, 5], 0, 1)),
            new("Split(Int32, ReadOnlySpan`1)", "all parts", t => Parts(t[0].Split(1, 1, 2, 2)), x),
            new("Split(Int32, ReadOnlySpan`1)", "one part", t => t[0].Split(0, 1, 2)[1], x),
            new("Gather(Tensor)", "", t => t[0].Gather(Tensor.From([2, 0, 2, 2], new Shape(2, 2), t[0].Device)), x),
        ];
    }

    private static Tensor Parts(Tensor[] parts) => (parts[0] * 3) + (parts[1] * parts[2]);

    private static IEnumerable<GradientCase> Reductions()
    {
        GradientInput smooth = GradientInput.Smooth([3, 4, 5]);
        GradientInput spaced = GradientInput.Spaced([3, 4, 5]);
        const string Axes = "(ReadOnlySpan`1, Boolean)";
        const string AxesAndCorrection = "(ReadOnlySpan`1, Boolean, Int32)";
        foreach (int[] axes in (int[][])[[], [0], [1], [2], [0, 1], [0, 2], [-1, -2]])
        {
            bool keep = axes.Length == 1;
            string detail = $"[{string.Join(", ", axes)}]";
            yield return new("Sum" + Axes, detail, t => t[0].Sum(axes, keep), smooth);
            yield return new("Mean" + Axes, detail, t => t[0].Mean(axes, keep), smooth);
            yield return new("Variance" + AxesAndCorrection, detail, t => t[0].Variance(axes, keep, correction: 1), smooth);
            yield return new("StandardDeviation" + AxesAndCorrection, detail, t => ((t[0] / 4) + Ramp(t[0])).StandardDeviation(axes, keep), smooth);
            yield return new("Max" + Axes, detail, t => t[0].Max(axes, keep), spaced);
            yield return new("Min" + Axes, detail, t => t[0].Min(axes, keep), spaced);
        }

        yield return new("Sum" + Axes, "number", t => t[0].Sum() * 2, GradientInput.Smooth([]));
    }

    // Keeps the standard deviation away from 0, where it has no derivative, when operands are broadcast.
    private static Tensor Ramp(Tensor x) => Tensor.Arange(x.Count, x.Device).Reshape(x.Shape) / 16;

    private static GradientCase[] Products()
    {
        GradientCase Row(Shape left, Shape right) => new(
            "MatMul(Tensor)", $"{left} {right}", t => t[0].MatMul(t[1]), GradientInput.Smooth(left), GradientInput.Smooth(right, -1, 2));
        GradientCase Softmax(string member, Shape shape, int axis, bool logarithm) => new(
            member, $"{shape} {axis}", t => logarithm ? t[0].LogSoftmax(axis) : t[0].Softmax(axis), GradientInput.Smooth(shape));
        return
        [
            Row([1, 1], [1, 1]), Row([3, 5], [5, 4]), Row([3], [3, 4]), Row([2, 3], [3]), Row([5], [5]), Row([2, 3, 4], [2, 4, 3]), Row([2, 3, 4], [4, 2]),
            Row([3, 4], [2, 4, 3]), Row([2, 1, 2, 3], [2, 3, 2]), Row([2, 17], [17, 3]),
            Softmax("Softmax(Int32)", [3, 5], -1, logarithm: false), Softmax("Softmax(Int32)", [2, 3, 4], 1, logarithm: false),
            Softmax("Softmax(Int32)", [2, 17], 1, logarithm: false), Softmax("LogSoftmax(Int32)", [3, 5], -1, logarithm: true),
            Softmax("LogSoftmax(Int32)", [2, 3, 4], 0, logarithm: true), Softmax("LogSoftmax(Int32)", [1], 0, logarithm: true),
        ];
    }
}
