using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The executable specification of every kernel: plain loops on one thread that compute in double precision and round once,
/// when they store.</summary>
/// <remarks>Other devices are tested against it. It is slow; use it to test, never to train.</remarks>
public sealed partial class ReferenceKernels : Kernels
{
    /// <summary>Writes or adds one result.</summary>
    private static void Store(ref float destination, double value, bool accumulate)
        => destination = (float)(accumulate ? destination + value : value);

    /// <summary>Writes or adds all results.</summary>
    private static void Store(Span<float> destination, ReadOnlySpan<double> values, bool accumulate)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            Store(ref destination[i], values[i], accumulate);
        }
    }

    /// <summary>Position in the storage of the element that comes at <paramref name="index"/> in row-major order.</summary>
    private static int PositionOf(in Layout layout, int index)
    {
        ReadOnlySpan<int> sizes = layout.Shape.Sizes;
        ReadOnlySpan<int> strides = layout.Strides;
        int position = layout.Offset;
        int rest = index;
        for (int axis = sizes.Length - 1; axis >= 0; axis--)
        {
            position += rest % sizes[axis] * strides[axis];
            rest /= sizes[axis];
        }

        return position;
    }

    /// <summary>Where cell <paramref name="kernelCell"/> of the window at <paramref name="outputCell"/> reads the input plane; −1 for padding.
    /// All three number the cells of (D, H, W) in row-major order.</summary>
    private static int InputCell(in Window depth, in Window height, in Window width, int outputCell, int kernelCell)
    {
        int w = InputPosition(width, outputCell % width.Output, kernelCell % width.Kernel);
        outputCell /= width.Output;
        kernelCell /= width.Kernel;
        int h = InputPosition(height, outputCell % height.Output, kernelCell % height.Kernel);
        int d = InputPosition(depth, outputCell / height.Output, kernelCell / height.Kernel);
        return d < 0 || h < 0 || w < 0 ? -1 : (((d * height.Input) + h) * width.Input) + w;
    }

    private static int InputPosition(in Window window, int output, int cell)
    {
        int position = (output * window.Stride) + (cell * window.Dilation) - window.PadBefore;
        return position < window.Input ? position : -1;
    }
}
