using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The cells of one axis of a result, in segments, and the order in which the taps of the axis are packed.</summary>
/// <remarks>A convolution has one segment, its input gradient one for each phase of the stride, because a cell receives something only through
/// the taps whose distance from it is a multiple of the stride. Either may be split further, where taps lie outside the source for some cells:
/// then those taps are left out. The taps of a segment always follow each other in the packed order, with ascending positions in the source.</remarks>
internal readonly unsafe struct AxisPlan
{
    private AxisPlan(AxisSegment* segments, int count, int* order, int taps)
    {
        Segments = segments;
        Count = count;
        Order = order;
        Taps = taps;
    }

    /// <summary>Segments.</summary>
    public AxisSegment* Segments { get; }

    /// <summary>Number of segments.</summary>
    public int Count { get; }

    /// <summary>For each packed position, the tap.</summary>
    public int* Order { get; }

    /// <summary>Number of packed taps.</summary>
    public int Taps { get; }

    /// <summary>Most segments of an axis that is not split.</summary>
    public static int Phases(in Window window, bool isGradient) => isGradient ? Math.Min(window.Stride, window.Input) : 1;

    /// <summary>Plans an axis.</summary>
    /// <param name="window">Window of the convolution.</param>
    /// <param name="isGradient">Whether the result is the input gradient and the source the output gradient.</param>
    /// <param name="splits">Whether segments are split so that taps outside the source are left out.</param>
    /// <param name="segments">Memory for segments.</param>
    /// <param name="room">Most segments.</param>
    /// <param name="order">Memory for the order, one number for each tap.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>Whether the segments fit into the memory.</returns>
    public static bool TryBuild(in Window window, bool isGradient, bool splits, AxisSegment* segments, int room, int* order, out AxisPlan plan)
    {
        int count = 0, taps = 0;
        bool fits = true;
        if (isGradient)
        {
            int shiftStep = window.Dilation / GreatestDivisor(window.Stride, window.Dilation);
            for (int phase = 0; phase < Math.Min(window.Stride, window.Input) && fits; phase++)
            {
                // The later a tap lies in the window, the earlier the output that reads a given cell through it.
                int first = taps, shift = 0;
                for (int tap = window.Kernel - 1; tap >= 0; tap--)
                {
                    (int distance, int rest) = Math.DivRem(phase + window.PadBefore - (tap * window.Dilation), window.Stride);
                    if (rest == 0)
                    {
                        shift = taps == first ? distance : shift;
                        order[taps++] = tap;
                    }
                }

                int cells = (window.Input - phase + window.Stride - 1) / window.Stride;
                fits = TryAdd(
                    new(phase, window.Stride, cells, 0, 1, first, taps - first, shift, shiftStep), window.Output, splits, segments, room, ref count);
            }
        }
        else
        {
            for (; taps < window.Kernel; taps++)
            {
                order[taps] = taps;
            }

            fits = TryAdd(
                new(0, 1, window.Output, -window.PadBefore, window.Stride, 0, taps, 0, window.Dilation), window.Input, splits, segments, room, ref count);
        }

        plan = new AxisPlan(segments, count, order, taps);
        return fits;
    }

    // Adds a segment, or its parts whose cells have the same taps inside the source, which has `limit` cells.
    private static bool TryAdd(in AxisSegment whole, int limit, bool splits, AxisSegment* segments, int room, ref int count)
    {
        int from = 0;
        while (from < whole.Cells)
        {
            int end = whole.Cells, low = 0, high = whole.Taps;
            if (splits)
            {
                Inside(whole, from, limit, out low, out high);
                for (end = from + 1; end < whole.Cells; end++)
                {
                    Inside(whole, end, limit, out int otherLow, out int otherHigh);
                    if (otherLow != low || otherHigh != high)
                    {
                        break;
                    }
                }
            }

            if (count == room)
            {
                return false;
            }

            segments[count++] = whole with
            {
                Place = whole.Place + (from * whole.PlaceStep),
                Cells = end - from,
                Source = whole.Source + (from * whole.SourceStep),
                FirstTap = whole.FirstTap + low,
                Taps = high - low,
                Shift = whole.Shift + (low * whole.ShiftStep),
            };
            from = end;
        }

        return true;
    }

    // Taps from `low` to before `high` of a cell lie inside the source.
    private static void Inside(in AxisSegment whole, int cell, int limit, out int low, out int high)
    {
        int first = whole.Source + (cell * whole.SourceStep) + whole.Shift;
        low = first >= 0 ? 0 : Math.Min(whole.Taps, (whole.ShiftStep - 1 - first) / whole.ShiftStep);
        high = first >= limit ? low : Math.Clamp(((limit - 1 - first) / whole.ShiftStep) + 1, low, whole.Taps);
    }

    private static int GreatestDivisor(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
