using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Every bad call of a network function throws its documented exception and names both sides.</summary>
public class FunctionalErrorTests
{
    private static readonly StepClock s_clock = new(1);

    private static readonly Dictionary<string, (Type Exception, Action Call, string[] Parts)> s_cases = new()
    {
        ["Convolution, channels"] = (typeof(ShapeException), () => Convolve(Zeros(1, 3, 8), Zeros(4, 2, 3)), ["Convolution", "[1, 3, 8]", "[4, 2, 3]"]),
        ["Convolution, groups"] = (typeof(ShapeException), () => Convolve(Zeros(1, 4, 8), Zeros(4, 2, 3), options: new ConvolutionOptions(groups: 3)), ["Convolution", "3 groups", "[1, 4, 8]", "[4, 2, 3]"]),
        ["Convolution, ranks"] = (typeof(ShapeException), () => Convolve(Zeros(1, 4, 8, 8), Zeros(4, 4, 3)), ["Convolution", "[1, 4, 8, 8]", "[4, 4, 3]"]),
        ["Convolution, no spatial axes"] = (typeof(ShapeException), () => Convolve(Zeros(1, 4), Zeros(4, 4)), ["Convolution", "[1, 4]"]),
        ["Convolution, four spatial axes"] = (typeof(ShapeException), () => Convolve(Zeros(1, 1, 2, 2, 2, 2), Zeros(1, 1, 1, 1, 1, 1)), ["Convolution", "[1, 1, 2, 2, 2, 2]"]),
        ["Convolution, window too large"] = (typeof(ShapeException), () => Convolve(Zeros(1, 1, 4), Zeros(1, 1, 5)), ["Convolution", "5 cells", "4 cells"]),
        ["Convolution, bias"] = (typeof(ShapeException), () => Convolve(Zeros(1, 1, 4), Zeros(2, 1, 3), Zeros(3)), ["Convolution", "[3]", "2 filters"]),
        ["Convolution, bias type"] = (typeof(DTypeException), () => Convolve(Zeros(1, 1, 4), Zeros(2, 1, 3), Labels(0, 1)), ["Convolution", "Int32", "Float32"]),
        ["Convolution, stride 0"] = (typeof(ShapeException), () => Convolve(Zeros(1, 1, 4), Zeros(2, 1, 3), options: new ConvolutionOptions(stride: [0])), ["Convolution", "stride 0"]),
        ["Convolution, dilation -1"] = (typeof(ShapeException), () => Convolve(Zeros(1, 1, 4), Zeros(2, 1, 3), options: new ConvolutionOptions(dilation: [-1])), ["Convolution", "dilation -1"]),
        ["Convolution, negative padding"] = (typeof(ShapeException), () => Convolve(Zeros(1, 1, 4), Zeros(2, 1, 3), options: new ConvolutionOptions(padding: -1)), ["Convolution", "padding -1"]),
        ["Convolution, three strides"] = (typeof(ShapeException), () => Convolve(Zeros(1, 1, 4), Zeros(2, 1, 3), options: new ConvolutionOptions(stride: [1, 2, 3])), ["Convolution", "3 values of stride", "1 spatial"]),
        ["Convolution, devices differ"] = (typeof(DeviceException), () => Convolve(Zeros(1, 1, 4), Tensor.Zeros([2, 1, 3], device: Device.Cpu)), ["Conv", "reference", "cpu"]),
        ["ConvolutionTranspose, channels"] = (typeof(ShapeException), () => Transposed(Zeros(1, 3, 8), Zeros(2, 4, 3)), ["ConvolutionTranspose", "[1, 3, 8]", "[2, 4, 3]"]),
        ["ConvolutionTranspose, groups"] = (typeof(ShapeException), () => Transposed(Zeros(1, 4, 8), Zeros(4, 2, 3), options: new ConvolutionTransposeOptions(groups: 3)), ["ConvolutionTranspose", "3 groups", "[1, 4, 8]"]),
        ["ConvolutionTranspose, ranks"] = (typeof(ShapeException), () => Transposed(Zeros(1, 4, 8, 8), Zeros(4, 4, 3)), ["ConvolutionTranspose", "[1, 4, 8, 8]", "[4, 4, 3]"]),
        ["ConvolutionTranspose, bias"] = (typeof(ShapeException), () => Transposed(Zeros(1, 1, 4), Zeros(1, 2, 3), Zeros(3)), ["ConvolutionTranspose", "[3]", "2 filters"]),
        ["ConvolutionTranspose, bias type"] = (typeof(DTypeException), () => Transposed(Zeros(1, 1, 4), Zeros(1, 2, 3), Labels(0, 1)), ["ConvolutionTranspose", "Int32", "Float32"]),
        ["ConvolutionTranspose, output padding"] = (typeof(ShapeException), () => Transposed(Zeros(1, 1, 4), Zeros(1, 2, 3), options: new ConvolutionTransposeOptions([2], outputPadding: [2])), ["ConvolutionTranspose", "outputPadding 2", "stride 2"]),
        ["ConvolutionTranspose, same and output padding"] = (typeof(ShapeException), () => Transposed(Zeros(1, 1, 4), Zeros(1, 2, 3), options: new ConvolutionTransposeOptions([2], Padding.Same, outputPadding: [1])), ["ConvolutionTranspose", "outputPadding 1", "same"]),
        ["ConvolutionTranspose, nothing left"] = (typeof(ShapeException), () => Transposed(Zeros(1, 1, 2), Zeros(1, 2, 3), options: new ConvolutionTransposeOptions(padding: 2)), ["ConvolutionTranspose", "2 cells", "padding 2", "leave 0"]),
        ["ConvolutionTranspose, stride 0"] = (typeof(ShapeException), () => Transposed(Zeros(1, 1, 4), Zeros(1, 2, 3), options: new ConvolutionTransposeOptions(stride: [0])), ["ConvolutionTranspose", "stride 0"]),
        ["MaxPool, padding as wide as the window"] = (typeof(ShapeException), () => Functional.MaxPool(Zeros(1, 1, 8), new PoolOptions([2], padding: 2)), ["MaxPool", "padding 2", "2 cells"]),
        ["MaxPool, integers"] = (typeof(DTypeException), () => Functional.MaxPool(Labels(1), new PoolOptions([2])), ["MaxPool", "Int32"]),
        ["AveragePool, window too large"] = (typeof(ShapeException), () => Functional.AveragePool(Zeros(1, 1, 2, 8), new PoolOptions([3])), ["AveragePool", "3 cells", "2 cells"]),
        ["AveragePool, no kernel"] = (typeof(ArgumentNullException), () => Functional.AveragePool(Zeros(1, 1, 2), new PoolOptions(null!)), ["kernel"]),
        ["Lstm, no sequence"] = (typeof(ShapeException), () => Functional.Lstm(Zeros(2, 3), Zeros(3, 8), Zeros(2, 8), null), ["Lstm", "[2, 3]"]),
        ["Lstm, no step"] = (typeof(ShapeException), () => Functional.Lstm(Zeros(2, 0, 3), Zeros(3, 8), Zeros(2, 8), null), ["Lstm", "[2, 0, 3]"]),
        ["Lstm, hidden weight"] = (typeof(ShapeException), () => Functional.Lstm(Zeros(2, 4, 3), Zeros(3, 8), Zeros(2, 6), null), ["Lstm", "[H, 4·H]", "[2, 6]"]),
        ["Lstm, input weight"] = (typeof(ShapeException), () => Functional.Lstm(Zeros(2, 4, 3), Zeros(5, 8), Zeros(2, 8), null), ["Lstm", "[5, 8]", "3 features", "2 units"]),
        ["Lstm, bias"] = (typeof(ShapeException), () => Functional.Lstm(Zeros(2, 4, 3), Zeros(3, 8), Zeros(2, 8), Zeros(2)), ["Lstm", "[2]", "8 columns"]),
        ["Lstm, integers"] = (typeof(DTypeException), () => Functional.Lstm(Labels(1), Zeros(3, 8), Zeros(2, 8), null), ["Lstm", "Int32"]),
        ["Gru, hidden weight"] = (typeof(ShapeException), () => Functional.Gru(Zeros(2, 4, 3), Zeros(3, 6), Zeros(2, 8), null, null), ["Gru", "[H, 3·H]", "[2, 8]"]),
        ["Gru, hidden bias"] = (typeof(ShapeException), () => Functional.Gru(Zeros(2, 4, 3), Zeros(3, 6), Zeros(2, 6), Zeros(6), Zeros(2)), ["Gru", "[2]", "6 columns"]),
        ["Gru, one bias"] = (typeof(ArgumentException), () => Functional.Gru(Zeros(2, 4, 3), Zeros(3, 6), Zeros(2, 6), Zeros(6), null), ["Gru", "biasInput is given without biasHidden"]),
        ["BatchNorm, statistics"] = (typeof(ShapeException), () => Functional.BatchNorm(Zeros(2, 3), null, null, Zeros(4), Zeros(4)), ["BatchNorm", "[4]", "3 channels", "[2, 3]"]),
        ["BatchNorm, running variance"] = (typeof(ShapeException), () => Functional.BatchNorm(Zeros(2, 3), null, null, Zeros(3), Zeros(4)), ["BatchNorm", "[4]", "3 channels", "[2, 3]"]),
        ["BatchNorm, gamma"] = (typeof(ShapeException), () => Functional.BatchNorm(Zeros(2, 3), Zeros(2), Zeros(3), Zeros(3), Zeros(3)), ["BatchNorm", "[2]", "[3]"]),
        ["BatchNorm, gamma without beta"] = (typeof(ArgumentException), () => Functional.BatchNorm(Zeros(2, 3), Zeros(3), null, Zeros(3), Zeros(3)), ["BatchNorm", "gamma is given without beta"]),
        ["BatchNorm, one value per channel"] = (typeof(ShapeException), () => Functional.BatchNorm(Zeros(1, 3), null, null, Zeros(3), Zeros(3)), ["BatchNorm", "[1, 3]", "1 value", "2"]),
        ["BatchNorm, devices differ"] = (typeof(DeviceException), () => Functional.BatchNorm(Zeros(2, 3), null, null, Tensor.Zeros([3], device: Device.Cpu), Zeros(3)), ["BatchNorm", "reference", "cpu"]),
        ["BatchNorm, strided statistics"] = (typeof(ShapeException), () => Functional.BatchNorm(Zeros(2, 3), null, null, Zeros(6)[Slice.Every(2)], Zeros(3)), ["BatchNorm", "[3]", "contiguous"]),
        ["BatchNorm, momentum"] = (typeof(ArgumentOutOfRangeException), () => Functional.BatchNorm(Zeros(2, 3), null, null, Zeros(3), Zeros(3), momentum: 1.5f), ["BatchNorm", "1.5", "0 to 1"]),
        ["BatchNorm, epsilon"] = (typeof(ArgumentOutOfRangeException), () => Functional.BatchNorm(Zeros(2, 3), null, null, Zeros(3), Zeros(3), epsilon: 0), ["BatchNorm", "epsilon"]),
        ["BatchNormInference, variance"] = (typeof(ShapeException), () => Functional.BatchNormInference(Zeros(2, 3), null, null, Zeros(3), Zeros(1)), ["BatchNorm", "[1]", "3 channels"]),
        ["LayerNorm, axes"] = (typeof(ShapeException), () => Functional.LayerNorm(Zeros(2, 3), null, null, axes: 3), ["LayerNorm", "3", "2 axes", "[2, 3]"]),
        ["LayerNorm, gamma"] = (typeof(ShapeException), () => Functional.LayerNorm(Zeros(2, 3), Zeros(2), Zeros(2)), ["LayerNorm", "[2]", "[3]"]),
        ["LayerNorm, beta without gamma"] = (typeof(ArgumentException), () => Functional.LayerNorm(Zeros(2, 3), null, Zeros(3)), ["LayerNorm", "beta is given without gamma"]),
        ["GroupNorm, groups"] = (typeof(ShapeException), () => Functional.GroupNorm(Zeros(2, 4, 3), null, null, groups: 3), ["GroupNorm", "3 groups", "4 channels", "[2, 4, 3]"]),
        ["GroupNorm, no channels"] = (typeof(ShapeException), () => Functional.GroupNorm(Zeros(2), null, null, groups: 1), ["GroupNorm", "[2]"]),
        ["Dropout, rate 1"] = (typeof(ArgumentOutOfRangeException), () => Functional.Dropout(Zeros(2), 1, s_clock, 0), ["Dropout", "rate", "1"]),
        ["Dropout, negative rate"] = (typeof(ArgumentOutOfRangeException), () => Functional.Dropout(Zeros(2), -0.5f, s_clock, 0), ["Dropout", "-0.5"]),
        ["Dropout, rate NaN"] = (typeof(ArgumentOutOfRangeException), () => Functional.Dropout(Zeros(2), float.NaN, s_clock, 0), ["Dropout", "NaN"]),
        ["CrossEntropy, label too large"] = (typeof(LabelException), () => Functional.CrossEntropy(Zeros(3, 4), Labels(0, 4, 1)), ["CrossEntropy", "label 4", "position 1", "0 to 3"]),
        ["CrossEntropy, negative label"] = (typeof(LabelException), () => Functional.CrossEntropy(Zeros(2, 4), Labels(0, -1)), ["CrossEntropy", "label -1", "0 to 3"]),
        ["CrossEntropy, label shape"] = (typeof(ShapeException), () => Functional.CrossEntropy(Zeros(3, 4), Labels(0, 1)), ["CrossEntropy", "[3, 4]", "[3]", "[2]"]),
        ["CrossEntropy, vector"] = (typeof(ShapeException), () => Functional.CrossEntropy(Zeros(3), Labels(0, 1, 2)), ["CrossEntropy", "[3]"]),
        ["CrossEntropy, float labels"] = (typeof(DTypeException), () => Functional.CrossEntropy(Zeros(3, 4), Zeros(3)), ["CrossEntropy", "Int32", "Float32"]),
        ["CrossEntropy, class weights"] = (typeof(ShapeException), () => Functional.CrossEntropy(Zeros(2, 4), Labels(0, 1), Zeros(3)), ["CrossEntropy", "[3]", "4 classes", "[2, 4]"]),
        ["CrossEntropy, class weight type"] = (typeof(DTypeException), () => Functional.CrossEntropy(Zeros(2, 2), Labels(0, 1), Labels(1, 1)), ["CrossEntropy", "Int32", "Float32"]),
        ["CrossEntropy, class weights elsewhere"] = (typeof(DeviceException), () => Functional.CrossEntropy(Zeros(2, 2), Labels(0, 1), Tensor.Ones([2], Device.Cpu)), ["CrossEntropy", "reference", "cpu"]),
        ["CrossEntropy, labels elsewhere"] = (typeof(DeviceException), () => Functional.CrossEntropy(Zeros(2, 2), Tensor.From([0, 1], device: Device.Cpu)), ["CrossEntropy", "reference", "cpu"]),
        ["CrossEntropy, smoothing 1"] = (typeof(ArgumentOutOfRangeException), () => Functional.CrossEntropy(Zeros(2, 2), Labels(0, 1), labelSmoothing: 1), ["CrossEntropy", "labelSmoothing"]),
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_call_throws_and_names_both_values(string name)
    {
        (Type type, Action call, string[] parts) = s_cases[name];
        Exception error = Assert.Throws(type, call);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private static Tensor Zeros(params int[] sizes) => Tensor.Zeros(new Shape(sizes), device: Device.Reference);

    private static Tensor Labels(params int[] labels) => Tensor.From(labels, device: Device.Reference);

    private static Tensor Convolve(Tensor x, Tensor weight, Tensor? bias = null, ConvolutionOptions? options = null)
        => Functional.Convolution(x, weight, bias, options ?? new ConvolutionOptions());

    private static Tensor Transposed(Tensor x, Tensor weight, Tensor? bias = null, ConvolutionTransposeOptions? options = null)
        => Functional.ConvolutionTranspose(x, weight, bias, options ?? new ConvolutionTransposeOptions());
}
