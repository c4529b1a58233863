using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class Tensor
{
    /// <summary>Sum over axes; over everything where none is named.</summary>
    /// <param name="axes">Axes to sum over; negative ones count from the last.</param>
    /// <param name="keepAxes">Whether the summed axes stay with size 1.</param>
    public Tensor Sum(ReadOnlySpan<int> axes = default, bool keepAxes = false) => SumFor("Sum", axes, keepAxes);

    /// <summary>Mean over axes; over everything where none is named. NaN where there are no elements.</summary>
    /// <inheritdoc cref="Sum(ReadOnlySpan{int}, bool)"/>
    public Tensor Mean(ReadOnlySpan<int> axes = default, bool keepAxes = false) => MeanFor("Mean", axes, keepAxes);

    /// <summary>Variance over axes; over everything where none is named.</summary>
    /// <param name="axes">Axes to reduce.</param>
    /// <param name="keepAxes">Whether the reduced axes stay with size 1.</param>
    /// <param name="correction">Subtracted from the element count in the divisor: 0 the population's variance, 1 the sample's.</param>
    public Tensor Variance(ReadOnlySpan<int> axes = default, bool keepAxes = false, int correction = 0)
    {
        Tensor deviation = this - MeanFor("Variance", axes, keepAxes: true);
        Tensor sum = deviation.Square().Sum(axes, keepAxes);
        return sum * (float)(1 / (((double)Count / sum.Count) - correction));
    }

    /// <summary>Standard deviation, the root of <see cref="Variance"/>.</summary>
    public Tensor StandardDeviation(ReadOnlySpan<int> axes = default, bool keepAxes = false, int correction = 0)
        => Variance(axes, keepAxes, correction).Sqrt();

    /// <summary>Largest element over axes; NaN where one is NaN.</summary>
    /// <exception cref="ShapeException">There is no element to choose from.</exception>
    public Tensor Max(ReadOnlySpan<int> axes = default, bool keepAxes = false) => Extreme("Max", axes, keepAxes, largest: true).Values;

    /// <summary>Smallest element over axes; NaN where one is NaN.</summary>
    /// <exception cref="ShapeException">There is no element to choose from.</exception>
    public Tensor Min(ReadOnlySpan<int> axes = default, bool keepAxes = false) => Extreme("Min", axes, keepAxes, largest: false).Values;

    /// <summary>Position of the first largest element along an axis: Int32.</summary>
    public Tensor ArgMax(int axis = -1) => Extreme("ArgMax", [axis], keepAxes: false, largest: true).Indices;

    /// <summary>Position of the first smallest element along an axis: Int32.</summary>
    public Tensor ArgMin(int axis = -1) => Extreme("ArgMin", [axis], keepAxes: false, largest: false).Indices;

    private Tensor SumFor(string operation, ReadOnlySpan<int> axes, bool keepAxes)
    {
        RequireFloat32(operation);
        (Tensor x, ReduceShape shape, Shape kept, Shape whole) = Arrange(operation, axes);
        return Recorder.Run(new SumNode(x, shape), kept).Reshape(keepAxes ? whole : kept);
    }

    private Tensor MeanFor(string operation, ReadOnlySpan<int> axes, bool keepAxes)
    {
        Tensor sum = SumFor(operation, axes, keepAxes);
        return sum * (sum.Count == 0 ? 0 : (float)((double)sum.Count / Count));
    }

    private (Tensor Values, Tensor Indices) Extreme(string operation, ReadOnlySpan<int> axes, bool keepAxes, bool largest)
    {
        RequireFloat32(operation);
        (Tensor x, ReduceShape shape, Shape kept, Shape whole) = Arrange(operation, axes);
        if (shape.Size == 0)
        {
            throw new ShapeException($"{operation}: {Shape} has no element along the reduced axes.");
        }

        Tensor indices = new(kept, DType.Int32, Device);
        Tensor values = Recorder.Run(new ExtremeNode(x, indices, shape, largest), kept);
        return (values.Reshape(keepAxes ? whole : kept), indices);
    }

    /// <summary>Brings the axes to reduce next to each other: <c>[outer, size, inner]</c> of a contiguous tensor.</summary>
    private (Tensor X, ReduceShape Shape, Shape Kept, Shape Whole) Arrange(string operation, ReadOnlySpan<int> axes)
    {
        bool[] reduced = new bool[Rank];
        if (axes.IsEmpty)
        {
            Array.Fill(reduced, true);
        }

        foreach (int axis in axes)
        {
            int at = Shape.Axis(axis, operation);
            if (reduced[at])
            {
                throw new ShapeException($"{operation}: axis {axis} of {Shape} is named twice.");
            }

            reduced[at] = true;
        }

        int first = Array.IndexOf(reduced, true);
        int last = Array.LastIndexOf(reduced, true);
        int[] keptAxes = [.. Enumerable.Range(0, Rank).Where(axis => !reduced[axis])];
        Shape kept = new([.. keptAxes.Select(axis => Shape[axis])]);
        Shape whole = new([.. Enumerable.Range(0, Rank).Select(axis => reduced[axis] ? 1 : Shape[axis])]);
        if (first < 0)
        {
            // A tensor of rank 0: its one element is the result.
            return (Contiguous(), new ReduceShape(1, Count, 1), kept, whole);
        }

        bool adjacent = last - first + 1 == Rank - keptAxes.Length;
        if (adjacent)
        {
            return (Contiguous(), new ReduceShape(Shape[..first].ElementCount, Shape[first..(last + 1)].ElementCount, Shape[(last + 1)..].ElementCount), kept, whole);
        }

        int[] order = [.. keptAxes, .. Enumerable.Range(0, Rank).Where(axis => reduced[axis])];
        return (Permute(order).Contiguous(), new ReduceShape(kept.ElementCount, Count / Math.Max(kept.ElementCount, 1), 1), kept, whole);
    }
}
