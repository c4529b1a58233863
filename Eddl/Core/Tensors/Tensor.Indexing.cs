using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class Tensor
{
    /// <summary>A view of some positions, NumPy style; writing to it writes to this tensor.</summary>
    /// <remarks>Setting converts the value to this element type and broadcasts it. It is not recorded: a tensor that an op has read must not be
    /// written before the backward pass. Unlike in NumPy a range outside its axis is an error.</remarks>
    /// <param name="slices">One slice per axis; axes not named are taken whole.</param>
    /// <exception cref="ShapeException">A position lies outside its axis, there are more slices than axes, or the value does not broadcast.</exception>
    /// <exception cref="InvalidOperationException">This tensor or the value set requires a gradient, which writing would lose.</exception>
    /// <exception cref="DeviceException">The value set lies on another device.</exception>
    [System.Runtime.CompilerServices.IndexerName("Elements")]
    public Tensor this[params ReadOnlySpan<Slice> slices]
    {
        get
        {
            Slice[] kept = slices.ToArray();
            return View("Slice", layout => Apply(layout, kept));
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            RequireWritable(value);
            Layout place = Apply(Layout, slices);
            Tensor source = value.Convert(Type).BroadcastTo(place.Shape).Contiguous();

            // Part of a tensor set to another part of it: what is read must not change meanwhile.
            source = ReferenceEquals(source.Storage, Storage) ? source.Clone() : source;
            if (Type == DType.Float32)
            {
                Device.Kernels.CopyTo(source, this, place, accumulate: false);
            }
            else
            {
                StridedElements.Write(source, this, place);
            }
        }
    }

    /// <summary>The rows of this table that <paramref name="indices"/> name: <c>y[i…, :] = this[indices[i…], :]</c>.</summary>
    /// <param name="indices">Int32 of any shape.</param>
    /// <returns>The shape of indices followed by this shape without its first axis.</returns>
    /// <exception cref="LabelException">An index lies outside the first axis.</exception>
    public Tensor Gather(Tensor indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        RequireFloat32("Gather");
        if (indices.Type != DType.Int32)
        {
            throw new DTypeException($"Gather: indices must be Int32, they are {indices.Type}.");
        }

        Shape.Axis(0, "Gather");
        return Recorder.Run(new GatherNode(Contiguous(), indices.Contiguous()), new Shape([.. indices.Shape.Sizes, .. Shape.Sizes[1..]]));
    }

    private void RequireWritable(Tensor value)
    {
        RequireDevice("Tensor", value);
        if (IsTracked)
        {
            throw new InvalidOperationException(
                $"Tensor: writing into {Shape}, which requires a gradient, would falsify it; use Tensor.Where, Detach(), or Gradients.Off() where that is meant.");
        }

        if (value.IsTracked)
        {
            throw new InvalidOperationException(
                $"Tensor: writing {value.Shape}, which requires a gradient, into {Shape} would lose its gradient; use Tensor.Where, Tensor.Concat, or Detach() the value.");
        }
    }

    private static Layout Apply(Layout layout, ReadOnlySpan<Slice> slices)
    {
        int named = 0;
        int ellipses = 0;
        foreach (Slice slice in slices)
        {
            named += slice.Kind is SliceKind.Range or SliceKind.Position ? 1 : 0;
            ellipses += slice.Kind == SliceKind.Ellipsis ? 1 : 0;
        }

        if (ellipses > 1)
        {
            throw new ShapeException($"Tensor: an index of {layout.Shape} has {ellipses} ellipses; at most 1 is unambiguous.");
        }

        if (named > layout.Shape.Rank)
        {
            throw new ShapeException($"Tensor: {named} slices for the {layout.Shape.Rank} axes of {layout.Shape}.");
        }

        int spare = layout.Shape.Rank - named;
        int axis = 0;
        foreach (Slice slice in slices)
        {
            switch (slice.Kind)
            {
                case SliceKind.NewAxis:
                    layout = layout.Unsqueeze(axis++);
                    break;
                case SliceKind.Ellipsis:
                    axis += spare;
                    break;
                case SliceKind.Position:
                    int size = layout.Shape[axis];
                    int position = slice.Range.Start.GetOffset(size);
                    if ((uint)position >= (uint)size)
                    {
                        throw new ShapeException($"Tensor: position {slice.Range.Start} is outside axis {axis} of {layout.Shape}, which has {size}.");
                    }

                    layout = layout.Select(axis, position);
                    break;
                default:
                    layout = ApplyRange(layout, axis++, slice);
                    break;
            }
        }

        return layout;
    }

    private static Layout ApplyRange(Layout layout, int axis, Slice slice)
    {
        int size = layout.Shape[axis];
        int start = slice.Range.Start.GetOffset(size);
        int end = slice.Range.End.GetOffset(size);
        if (start < 0 || end > size || start > end)
        {
            throw new ShapeException($"Tensor: the range {slice.Range} is outside axis {axis} of {layout.Shape}, which has {size}.");
        }

        long step = Math.Abs((long)slice.Step);
        int length = (int)((end - start + step - 1) / step);
        return slice.Step > 0
            ? layout.Slice(axis, start, length, slice.Step)
            : layout.Slice(axis, Math.Max(end - 1, 0), length, slice.Step);
    }
}
