using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class Tensor
{
    /// <summary>The matrix transpose: the last two axes exchanged. A view.</summary>
    public Tensor Transpose() => Transpose(-2, -1);

    /// <summary>Two axes exchanged. A view.</summary>
    public Tensor Transpose(int first, int second) => View("Transpose", layout => layout.Transpose(first, second));

    /// <summary>The axes in another order. A view.</summary>
    /// <param name="axes">For each new axis, the old one.</param>
    public Tensor Permute(params int[] axes) => View("Transpose", layout => layout.Permute(axes));

    /// <summary>Another shape over the same elements; one size may be -1 and is computed. A view where the elements are contiguous, else a copy.</summary>
    /// <exception cref="ShapeException">The element counts differ.</exception>
    public Tensor Reshape(params ReadOnlySpan<int> sizes)
    {
        int[] resolved = sizes.ToArray();
        int open = Array.IndexOf(resolved, -1);
        if (open >= 0)
        {
            long known = 1;
            for (int i = 0; i < resolved.Length; i++)
            {
                known *= i == open ? 1 : resolved[i];
            }

            if (known <= 0 || Count % known != 0)
            {
                throw new ShapeException($"Reshape: {Count} elements of {Shape} cannot be split into [{string.Join(", ", resolved)}].");
            }

            resolved[open] = (int)(Count / known);
        }

        return Reshape(new Shape(resolved));
    }

    /// <inheritdoc cref="Reshape(ReadOnlySpan{int})"/>
    public Tensor Reshape(Shape shape)
    {
        if (shape == Shape)
        {
            return this;
        }

        Tensor source = Contiguous();
        return source.View("Reshape", layout => layout.Reshape(shape));
    }

    /// <summary>One axis over all elements from <paramref name="firstAxis"/> on.</summary>
    public Tensor Flatten(int firstAxis = 0)
    {
        int axis = Rank == 0 ? 0 : Shape.Axis(firstAxis, "Flatten");
        return Reshape(new Shape([.. Shape.Sizes[..axis], Shape[axis..].ElementCount]));
    }

    /// <summary>An axis of size 1 inserted. A view.</summary>
    public Tensor Unsqueeze(int axis) => View("Unsqueeze", layout => layout.Unsqueeze(axis));

    /// <summary>An axis of size 1 removed. A view.</summary>
    /// <exception cref="ShapeException">The axis has another size.</exception>
    public Tensor Squeeze(int axis)
    {
        int at = Shape.Axis(axis, "Squeeze");
        if (Shape[at] != 1)
        {
            throw new ShapeException($"Squeeze: axis {axis} of {Shape} has size {Shape[at]}, not 1.");
        }

        return View("Squeeze", layout => layout.Select(at, 0));
    }

    /// <summary>Every axis of size 1 removed. A view.</summary>
    public Tensor Squeeze()
    {
        Tensor result = this;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            result = result.Shape[axis] == 1 ? result.Squeeze(axis) : result;
        }

        return result;
    }

    /// <summary>The elements repeated to a larger shape by NumPy's rule. A view that repeats without copying.</summary>
    public Tensor BroadcastTo(Shape shape) => shape == Shape ? this : View("Expand", layout => layout.BroadcastTo(shape));

    /// <summary>The order of an axis reversed. A view.</summary>
    public Tensor Flip(int axis)
    {
        int size = Shape[Shape.Axis(axis, "Flip")];
        return View("Flip", layout => layout.Slice(axis, Math.Max(size - 1, 0), size, -1));
    }

    /// <summary>Some consecutive positions of an axis. A view.</summary>
    public Tensor Narrow(int axis, int start, int length) => View("Slice", layout => layout.Slice(axis, start, length));

    /// <summary>The tensor itself where it is contiguous, else a contiguous copy.</summary>
    public Tensor Contiguous() => IsContiguous ? this : Clone();

    /// <summary>A contiguous copy with memory of its own.</summary>
    public Tensor Clone() => Recorder.Run(new CopyNode(this), new Tensor(Shape, Type, Device));

    /// <summary>The same values in another element type. Gradients do not pass a conversion.</summary>
    /// <remarks>Float to integer rounds to nearest even and saturates; NaN gives 0.</remarks>
    public Tensor Convert(DType type)
    {
        if (type == Type)
        {
            return this;
        }

        DTypes.SizeOf(type);
        Tensor source = Contiguous();
        return Recorder.Run(new ConvertNode(source), new Tensor(Shape, type, Device));
    }

    /// <summary>A constant border: <paramref name="before"/> and <paramref name="after"/> positions are added to each axis.</summary>
    /// <param name="before">Positions before each axis, at least 0; one per axis.</param>
    /// <param name="after">Positions after each axis, at least 0; one per axis.</param>
    /// <param name="value">Value of the border.</param>
    public Tensor Pad(ReadOnlySpan<int> before, ReadOnlySpan<int> after, float value = 0)
    {
        RequireFloat32("Pad");
        if (before.Length != Rank || after.Length != Rank)
        {
            throw new ShapeException($"Pad: {before.Length} and {after.Length} border sizes for the {Rank} axes of {Shape}.");
        }

        int[] sizes = Shape.Sizes.ToArray();
        for (int axis = 0; axis < Rank; axis++)
        {
            if (before[axis] < 0 || after[axis] < 0)
            {
                throw new ShapeException($"Pad: borders {before[axis]} and {after[axis]} of axis {axis} must be at least 0.");
            }

            sizes[axis] += before[axis] + after[axis];
        }

        Shape padded = new(sizes);
        Layout place = Layout.Contiguous(padded);
        for (int axis = 0; axis < Rank; axis++)
        {
            place = place.Slice(axis, before[axis], Shape[axis]);
        }

        return Recorder.Run(new PadNode(Contiguous(), place, value), padded);
    }

    /// <summary>Tensors one after the other along an axis; the other axes must agree.</summary>
    /// <exception cref="ShapeException">There are no tensors, or other axes differ.</exception>
    public static Tensor Concat(IReadOnlyList<Tensor> tensors, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Count == 0)
        {
            throw new ShapeException("Concat: needs at least one tensor, got 0.");
        }

        int at = tensors[0].Shape.Axis(axis, "Concat");
        int total = 0;
        Tensor[] parts = new Tensor[tensors.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            tensors[i].RequireFloat32("Concat");
            if (tensors[i].Rank != tensors[0].Rank || tensors[i].Shape.With(at, 0) != tensors[0].Shape.With(at, 0))
            {
                throw new ShapeException($"Concat: {tensors[0].Shape} and {tensors[i].Shape} differ in another axis than {axis}.");
            }

            total += tensors[i].Shape[at];
            parts[i] = tensors[i].Contiguous();
        }

        Shape shape = tensors[0].Shape.With(at, total);
        return Recorder.Run(new ConcatNode(at, parts), shape);
    }

    /// <summary>Tensors of one shape along a new axis.</summary>
    public static Tensor Stack(IReadOnlyList<Tensor> tensors, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (Tensor tensor in tensors)
        {
            if (tensor.Shape != tensors[0].Shape)
            {
                throw new ShapeException($"Stack: all shapes must be equal, there are {tensors[0].Shape} and {tensor.Shape}.");
            }
        }

        return Concat([.. tensors.Select(tensor => tensor.Unsqueeze(axis))], axis);
    }

    /// <summary>The tensor cut along an axis into parts of given sizes. Views.</summary>
    /// <exception cref="ShapeException">The sizes do not add up to the axis.</exception>
    public Tensor[] Split(int axis, params ReadOnlySpan<int> sizes)
    {
        int at = Shape.Axis(axis, "Split");
        long total = 0;
        foreach (int size in sizes)
        {
            total += size;
        }

        if (total != Shape[at])
        {
            throw new ShapeException($"Split: the sizes add up to {total}, axis {axis} of {Shape} has {Shape[at]}.");
        }

        Tensor[] parts = new Tensor[sizes.Length];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Narrow(axis, start, sizes[i]);
            start += sizes[i];
        }

        return parts;
    }

    private Tensor View(string name, Func<Layout, Layout> change)
    {
        Tensor view = new(Storage, change(Layout));
        return Recorder.Run(new ViewNode(name, this, change(GradientLayout)), view);
    }
}
