namespace DeepHealth.Numerics;

public static unsafe partial class SpanLoops
{
    /// <summary>Gathers the elements of a layout: <c>destination</c> is contiguous, row-major in the layout's shape.</summary>
    /// <param name="source">Memory that the layout addresses.</param>
    /// <param name="sourceLayout">Where the elements lie; any strides, at most 8 axes.</param>
    /// <param name="destination">As many elements as the layout has; other memory than <paramref name="source"/>.</param>
    /// <exception cref="ShapeException">The layout has more than 8 axes or leaves the source, or the destination has another length.</exception>
    public static void CopyStrided(ReadOnlySpan<float> source, Layout sourceLayout, Span<float> destination)
    {
        RequireLength("CopyStrided", nameof(destination), destination.Length, sourceLayout.Shape.ElementCount);
        RequireInside("CopyStrided", nameof(source), sourceLayout, source.Length);
        fixed (float* from = source, to = destination)
        {
            Move(from + sourceLayout.Offset, to, sourceLayout, layoutIsSource: true, add: false);
        }
    }

    /// <summary>Scatters contiguous elements to a layout: <c>destination[layout] = source</c>.</summary>
    /// <remarks>Where the layout repeats a position (stride 0), the last element in row-major order stays.</remarks>
    /// <param name="source">Elements in row-major order of the layout's shape; other memory than <paramref name="destination"/>.</param>
    /// <param name="destination">Memory that the layout addresses.</param>
    /// <param name="destinationLayout">Where the elements go; any strides, at most 8 axes.</param>
    /// <exception cref="ShapeException">The layout has more than 8 axes or leaves the destination, or the source has another length.</exception>
    public static void CopyToStrided(ReadOnlySpan<float> source, Span<float> destination, Layout destinationLayout)
    {
        RequireLength("CopyToStrided", nameof(source), source.Length, destinationLayout.Shape.ElementCount);
        RequireInside("CopyToStrided", nameof(destination), destinationLayout, destination.Length);
        fixed (float* from = source, to = destination)
        {
            Move(from, to + destinationLayout.Offset, destinationLayout, layoutIsSource: false, add: false);
        }
    }

    /// <summary>Adds contiguous elements to a layout: <c>destination[layout] += source</c>.</summary>
    /// <remarks>Where the layout repeats a position (stride 0), all its elements are added, in an order that depends on the layout alone.</remarks>
    /// <param name="source">Elements in row-major order of the layout's shape; other memory than <paramref name="destination"/>.</param>
    /// <param name="destination">Memory that the layout addresses.</param>
    /// <param name="destinationLayout">Where the elements go; any strides, at most 8 axes.</param>
    /// <exception cref="ShapeException">The layout has more than 8 axes or leaves the destination, or the source has another length.</exception>
    public static void AddToStrided(ReadOnlySpan<float> source, Span<float> destination, Layout destinationLayout)
    {
        RequireLength("AddToStrided", nameof(source), source.Length, destinationLayout.Shape.ElementCount);
        RequireInside("AddToStrided", nameof(destination), destinationLayout, destination.Length);
        fixed (float* from = source, to = destination)
        {
            Move(from, to + destinationLayout.Offset, destinationLayout, layoutIsSource: false, add: true);
        }
    }

    private static void Move(float* source, float* destination, Layout layout, bool layoutIsSource, bool add)
    {
        if (layout.Shape.ElementCount == 0)
        {
            return;
        }

        var plan = new CopyAxes(layout, layoutIsSource);
        int last = plan.Rank - 1;
        int near = plan.UnitAxis(ofSource: true);
        int far = plan.UnitAxis(ofSource: false);
        bool transposes = near >= 0 && far >= 0 && near != far
            && (plan.Source[last] != 1 || plan.Destination[last] != 1) && !plan.RepeatsDestination();
        if (transposes)
        {
            // The axis contiguous in the destination goes last, the one contiguous in the source before it.
            plan.MoveAxis(far, last);
            plan.MoveAxis(near > far ? near - 1 : near, last - 1);
        }

        // The odometer turns the axes before the inner two.
        int outer = Math.Max(last - 1, 0);
        int* index = stackalloc int[CopyAxes.MaxRank];
        new Span<int>(index, CopyAxes.MaxRank).Clear();
        while (true)
        {
            MoveInner(ref plan, source, destination, transposes, add);
            int axis = outer - 1;
            for (; axis >= 0; axis--)
            {
                source += plan.Source[axis];
                destination += plan.Destination[axis];
                if (++index[axis] < plan.Sizes[axis])
                {
                    break;
                }

                source -= (nint)plan.Sizes[axis] * plan.Source[axis];
                destination -= (nint)plan.Sizes[axis] * plan.Destination[axis];
                index[axis] = 0;
            }

            if (axis < 0)
            {
                return;
            }
        }
    }

    private static void MoveInner(ref CopyAxes plan, float* source, float* destination, bool transposes, bool add)
    {
        int last = plan.Rank - 1;
        if (transposes)
        {
            StridedKernels.Transpose(
                source, plan.Source[last], destination, plan.Destination[last - 1], plan.Sizes[last - 1], plan.Sizes[last], add);
            return;
        }

        int rows = last > 0 ? plan.Sizes[last - 1] : 1;
        nint sourceRow = last > 0 ? plan.Source[last - 1] : 0;
        nint destinationRow = last > 0 ? plan.Destination[last - 1] : 0;
        for (int row = 0; row < rows; row++)
        {
            StridedKernels.Run(
                source + (row * sourceRow), plan.Source[last], destination + (row * destinationRow), plan.Destination[last], plan.Sizes[last], add);
        }
    }

    private static void RequireInside(string operation, string name, Layout layout, int length)
    {
        if (layout.Shape.Rank > CopyAxes.MaxRank)
        {
            throw new ShapeException($"{operation}: {layout.Shape} has {layout.Shape.Rank} axes; at most {CopyAxes.MaxRank} are supported.");
        }

        if (layout.Shape.ElementCount == 0)
        {
            return;
        }

        long lowest = layout.Offset;
        long highest = layout.Offset;
        for (int axis = 0; axis < layout.Shape.Rank; axis++)
        {
            long reach = (long)(layout.Shape.Sizes[axis] - 1) * layout.Strides[axis];
            lowest += Math.Min(reach, 0);
            highest += Math.Max(reach, 0);
        }

        if (lowest < 0 || highest >= length)
        {
            throw new ShapeException($"{operation}: the layout of {layout.Shape} reaches positions {lowest} to {highest}, but {name} has {length} elements.");
        }
    }
}
