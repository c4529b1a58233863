using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Windows at the edges of what a convolution may be asked for, against the reference.</summary>
public sealed class CpuConvolutionTests
{
    private const double Tolerance = 2e-5;
    private static readonly Device s_device = Device.CpuWithThreads(1);

    // Input, kernel, stride, dilation, padding before and after.
    public static TheoryData<int, int, int, int, int, int> Windows => new()
    {
        { 3, 1, 10, 1, 5, 5 },    // the window steps over the whole input
        { 9, 2, 5, 1, 0, 0 },     // gaps between windows
        { 9, 2, 5, 1, 4, 3 },
        { 20, 3, 2, 4, 0, 7 },    // dilation and stride share a factor
        { 20, 4, 3, 2, 5, 1 },
        { 5, 2, 1, 1, 9, 0 },     // more padding than input
        { 47, 15, 2, 1, 7, 7 },
        { 94, 7, 1, 1, 3, 3 },
        { 97, 7, 2, 1, 0, 6 },
        { 33, 33, 1, 1, 0, 0 },   // one output
    };

    [Theory]
    [MemberData(nameof(Windows))]
    public void One_axis_equals_the_reference(int input, int kernel, int stride, int dilation, int before, int after)
    {
        Window window = new(input, kernel, stride, dilation, before, after);
        Compare(new ConvolutionShape(3, 4, 26, 2, Window.Single, Window.Single, window));
        Compare(new ConvolutionShape(2, 5, 5, 5, Window.Single, Window.Single, window));
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void Two_and_three_axes_equal_the_reference(int input, int kernel, int stride, int dilation, int before, int after)
    {
        Window window = new(input, kernel, stride, dilation, before, after);
        Window small = new(4, 2, 1, 1, 1, 0);
        Compare(new ConvolutionShape(2, 2, 3, 1, Window.Single, window, small));
        Compare(new ConvolutionShape(2, 2, 3, 1, window, small, small));
        Compare(new ConvolutionShape(2, 2, 3, 1, small, small, window));
    }

    private static void Compare(in ConvolutionShape shape)
    {
        int inputs = shape.Batch * shape.Channels * shape.InputPlane;
        int outputs = shape.Batch * shape.Filters * shape.OutputPlane;
        int weights = shape.Filters * shape.Taps;
        Tensor x = ChannelsLastOperands.Random([inputs], 1), w = ChannelsLastOperands.Random([weights], 2), bias = ChannelsLastOperands.Random([shape.Filters], 3), dy = ChannelsLastOperands.Random([outputs], 4);
        foreach (bool accumulate in (bool[])[false, true])
        {
            Kernels cpu = s_device.Kernels;
            ReferenceKernels reference = new();
            Tensor y = ChannelsLastOperands.Random([outputs], 5), expectedY = ChannelsLastOperands.Random([outputs], 5);
            cpu.Convolution(x, w, bias, y, shape);
            reference.Convolution(x, w, bias, expectedY, shape);
            Close.Require(expectedY.Floats(), y.Floats(), Tolerance, "y");

            Tensor dx = ChannelsLastOperands.Random([inputs], 6), expectedDx = ChannelsLastOperands.Random([inputs], 6);
            cpu.ConvolutionInputGradient(dy, w, null, dx, shape, accumulate);
            reference.ConvolutionInputGradient(dy, w, null, expectedDx, shape, accumulate);
            Close.Require(expectedDx.Floats(), dx.Floats(), Tolerance, "dx");

            Tensor dw = ChannelsLastOperands.Random([weights], 7), expectedDw = ChannelsLastOperands.Random([weights], 7);
            cpu.ConvolutionWeightGradient(x, dy, dw, shape, accumulate);
            reference.ConvolutionWeightGradient(x, dy, expectedDw, shape, accumulate);
            Close.Require(expectedDw.Floats(), dw.Floats(), Tolerance, "dw");
        }

        // Kernels read memory, not tensors: the operands must live until the last of them is done.
        GC.KeepAlive((x, w, bias, dy));
    }
}
