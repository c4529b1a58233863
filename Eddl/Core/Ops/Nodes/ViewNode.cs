using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Another layout of the same storage: transpose, slice, reshape, broadcast. Nothing is computed.</summary>
/// <param name="name">Name of the op.</param>
/// <param name="x">Tensor looked at.</param>
/// <param name="view">The view, as a layout of the storage that holds (or will hold) the contiguous gradient of x.</param>
internal sealed class ViewNode(string name, Tensor x, Layout view) : OpNode(name, x)
{
    public override void Forward(Kernels kernels)
    {
        // The output shares the input's storage.
    }

    /// <summary>Whether the elements are the same in the same order, in another shape.</summary>
    public bool IsReshape => view.IsContiguous && view.Shape.ElementCount == Inputs[0].Count;

    internal override bool BackwardReadsOutput => false;

    internal override bool BackwardReads(int input) => false;

    public override void Backward(Kernels kernels)
    {
        if (TryTakeGradient(0, out Tensor? dx, out bool accumulate))
        {
            if (ReferenceEquals(dx.Storage, Output.OutputGradient().Storage))
            {
                // One gradient in two shapes.
                return;
            }

            if (!accumulate && !Covers(view, dx.Count))
            {
                kernels.Fill(dx, 0);
                accumulate = true;
            }

            kernels.CopyTo(Output.OutputGradient(), dx, view, accumulate);
        }
    }

    /// <summary>Whether a layout visits each of <paramref name="count"/> elements exactly once, so that a plain copy fills them all.</summary>
    private static bool Covers(Layout layout, int count)
    {
        for (int axis = 0; axis < layout.Shape.Rank; axis++)
        {
            if (layout.Strides[axis] == 0 && layout.Shape[axis] > 1)
            {
                return false;
            }
        }

        return layout.Shape.ElementCount == count;
    }
}
