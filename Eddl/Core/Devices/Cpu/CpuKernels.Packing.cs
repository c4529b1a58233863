using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // The filters in panels: those that the tensor keeps of an earlier call, or packed now, to be kept or for this call alone.
    private float* PackWeights(
        Tensor w, Tensor? scale, in ConvolutionShape shape, bool isGradient, in PanelSizes sizes, in CellPlan plan, bool transforms)
    {
        PackedKey key = new(shape, isGradient, scale);
        if (w.Packed is not null && w.Packed.Find(key) is var known && known != null)
        {
            return known;
        }

        long floats = sizes.Floats(transforms ? WinogradPlan.Points : plan.Taps);
        PinnedBuffer? kept = w.Packed is null ? null : PackedWeights.Rent(floats);
        float* packed = kept is null ? Workspace.Take(WorkspaceSlot.Packed, floats) : (float*)kept.Address;
        WeightPackJob pack = new(shape, isGradient, sizes, plan, w.Pointer, PointerOrNull(scale), packed);
        long work = (long)shape.Filters * shape.Taps;
        if (transforms)
        {
            WinogradWeightJob transform = new(sizes, pack, packed);
            Run(ref transform, sizes.Panels, work);
        }
        else
        {
            Run(ref pack, pack.Parts, work);
        }

        return kept is null ? packed : w.Packed!.Keep(key, kept);
    }

    // The weights [k, n] of a recurrent layer: those that the tensor keeps of an earlier call, or packed now, to be kept or in the room given.
    private static PackedOperand PackOperand(Tensor w, int n, int k, float* room)
    {
        float* known = w.Packed is null ? null : w.Packed.Find(default);
        if (known != null)
        {
            return new PackedOperand(n, k, known);
        }

        PinnedBuffer? kept = w.Packed is null ? null : PackedWeights.Rent(PackedOperand.Length(n, k));
        PackedOperand packed = new(n, k, kept is null ? room : (float*)kept.Address);
        packed.Pack(transposed: false, w.Pointer, n);
        return kept is null ? packed : new PackedOperand(n, k, w.Packed!.Keep(default, kept));
    }
}
