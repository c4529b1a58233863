namespace DeepHealth.Numerics;

/// <summary>The axes of a copy between a layout and contiguous memory, with neighbours that step as one axis merged.</summary>
internal unsafe struct CopyAxes
{
    /// <summary>Most axes a layout may have.</summary>
    public const int MaxRank = 8;

    /// <summary>Number of axes left, at least 1.</summary>
    public int Rank;

    /// <summary>Size of each axis, outermost first.</summary>
    public fixed int Sizes[MaxRank];

    /// <summary>Step of each axis in the source, in elements.</summary>
    public fixed int Source[MaxRank];

    /// <summary>Step of each axis in the destination, in elements.</summary>
    public fixed int Destination[MaxRank];

    /// <summary>Plans a copy.</summary>
    /// <param name="layout">The strided side.</param>
    /// <param name="layoutIsSource">Whether the strided side is read; the other side is contiguous in row-major order.</param>
    public CopyAxes(Layout layout, bool layoutIsSource)
    {
        ReadOnlySpan<int> sizes = layout.Shape.Sizes;
        int contiguous = layout.Shape.ElementCount;
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            int size = sizes[axis];
            contiguous /= size;
            if (size != 1)
            {
                int strided = layout.Strides[axis];
                Add(size, layoutIsSource ? strided : contiguous, layoutIsSource ? contiguous : strided);
            }
        }

        if (Rank == 0)
        {
            Add(1, 1, 1);
        }
    }

    /// <summary>The axis along which a side is contiguous, the innermost of several; -1 if there is none.</summary>
    public readonly int UnitAxis(bool ofSource)
    {
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            if ((ofSource ? Source[axis] : Destination[axis]) == 1)
            {
                return axis;
            }
        }

        return -1;
    }

    /// <summary>Whether several steps lead to the same destination.</summary>
    public readonly bool RepeatsDestination()
    {
        for (int axis = 0; axis < Rank; axis++)
        {
            if (Destination[axis] == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves an axis to another place; the axes between close up.</summary>
    public void MoveAxis(int from, int to)
    {
        (int size, int source, int destination) = (Sizes[from], Source[from], Destination[from]);
        int step = from < to ? 1 : -1;
        for (int axis = from; axis != to; axis += step)
        {
            (Sizes[axis], Source[axis], Destination[axis]) = (Sizes[axis + step], Source[axis + step], Destination[axis + step]);
        }

        (Sizes[to], Source[to], Destination[to]) = (size, source, destination);
    }

    private void Add(int size, int source, int destination)
    {
        int last = Rank - 1;
        if (last >= 0 && Source[last] == (long)source * size && Destination[last] == (long)destination * size)
        {
            size *= Sizes[last];
        }
        else
        {
            last = Rank++;
        }

        (Sizes[last], Source[last], Destination[last]) = (size, source, destination);
    }
}
