using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // Repeats a contiguous operand to the full shape, in scratch memory; an operand that has it already stays where it is.
    private static float* Expand(Tensor x, Shape full, WorkspaceSlot slot)
    {
        if (x.Count == full.ElementCount)
        {
            return x.Pointer;
        }

        float* result = Workspace.Take(slot, full.ElementCount);
        Span<int> strides = stackalloc int[full.Rank];
        int step = 1;
        for (int axis = full.Rank - 1; axis >= 0; axis--)
        {
            int own = axis - (full.Rank - x.Rank);
            int size = own >= 0 ? x.Shape[own] : 1;
            strides[axis] = size == 1 ? 0 : step;
            step *= size;
        }

        StridedCopy.Gather(x.Pointer, full.Sizes, strides, result);
        return result;
    }

    // Sums a gradient of the full shape over the axes along which the tensor was repeated, the last run of such axes first.
    private void SumToShape(float* full, Shape fullShape, Tensor sums, bool accumulate)
    {
        if (fullShape.ElementCount == 0)
        {
            CombinePartials(default(Sum), full, 0, sums.Pointer, sums.Count, accumulate);
            return;
        }

        int offset = fullShape.Rank - sums.Rank;
        float* source = full;
        int inner = 1;
        int outer = fullShape.ElementCount;
        WorkspaceSlot slot = WorkspaceSlot.PartlyReduced;
        for (int axis = fullShape.Rank - 1; axis >= 0; axis--)
        {
            int size = fullShape[axis];
            bool repeated = size != 1 && (axis < offset || sums.Shape[axis - offset] == 1);
            outer /= size;
            if (!repeated)
            {
                inner *= size;
                continue;
            }

            float* result = Workspace.Take(slot, (long)outer * inner);
            ReduceTo(default(Sum), source, result, new ReduceShape(outer, size, inner));
            source = result;
            slot = slot == WorkspaceSlot.PartlyReduced ? WorkspaceSlot.Unreduced : WorkspaceSlot.PartlyReduced;
        }

        CombinePartials(default(Sum), source, 1, sums.Pointer, sums.Count, accumulate);
    }
}
