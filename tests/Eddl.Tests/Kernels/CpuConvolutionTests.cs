using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Windows at the edges of what a convolution may be asked for, against the reference.</summary>
public sealed class CpuConvolutionTests
{
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
        Tensor x = Random(1, inputs), w = Random(2, weights), bias = Random(3, shape.Filters), dy = Random(4, outputs);
        foreach (bool accumulate in (bool[])[false, true])
        {
            Kernels cpu = s_device.Kernels;
            ReferenceKernels reference = new();
            Tensor y = Random(5, outputs), expectedY = Random(5, outputs);
            cpu.Convolution(x, w, bias, y, shape);
            reference.Convolution(x, w, bias, expectedY, shape);
            AssertClose(expectedY, y);

            Tensor dx = Random(6, inputs), expectedDx = Random(6, inputs);
            cpu.ConvolutionInputGradient(dy, w, dx, shape, accumulate);
            reference.ConvolutionInputGradient(dy, w, expectedDx, shape, accumulate);
            AssertClose(expectedDx, dx);

            Tensor dw = Random(7, weights), expectedDw = Random(7, weights);
            cpu.ConvolutionWeightGradient(x, dy, dw, shape, accumulate);
            reference.ConvolutionWeightGradient(x, dy, expectedDw, shape, accumulate);
            AssertClose(expectedDw, dw);
        }
    }

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Span<float> e = expected.Floats();
        Span<float> a = actual.Floats();
        for (int i = 0; i < e.Length; i++)
        {
            Assert.True(Math.Abs(e[i] - a[i]) <= 2e-5 * Math.Max(1, Math.Abs(e[i])), $"element {i}: expected {e[i]}, got {a[i]}");
        }
    }

    private static Tensor Random(uint stream, int count)
    {
        Tensor x = new(new Shape(count), DType.Float32, s_device);
        new RandomSequence(11, stream).FillUniform(x.Floats(), -1, 1);
        return x;
    }
}
