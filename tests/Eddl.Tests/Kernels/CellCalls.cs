using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Calls of kernels with channels-last operands, for the test of what they allocate.</summary>
internal static class CellCalls
{
    private static readonly Shape s_shape = new(3, 20, 8, 10);

    public static void AddTo(Dictionary<string, Action> calls, Device device)
    {
        Kernels kernels = device.Kernels;
        Tensor x = Cells(s_shape, 1), y = Cells(s_shape, 0), dy = Cells(s_shape, 2), dx = Cells(s_shape, 1), contiguous = new(s_shape, DType.Float32, device);
        calls["Map of cells"] = () => kernels.Map(default(Relu), x, y);
        calls["MapGradient of cells"] = () => kernels.MapGradient(default(Relu), x, y, dy, dx, accumulate: true);
        calls["Zip of cells"] = () => kernels.Zip(default(Add), x, dy, y);
        calls["Zip of cells and a contiguous operand"] = () => kernels.Zip(default(Add), x, contiguous, y);
        calls["Zip gradient of cells"] = () => kernels.ZipGradientRight(default(Multiply), x, dy, y, dy, dx, accumulate: false);

        Tensor gamma = Floats(20), beta = Floats(20), mean = Floats(20), inverse = Floats(20), dgamma = Floats(20), dbeta = Floats(20), summand = Cells(s_shape, 1);
        ChannelShape channels = ChannelShape.Of(s_shape, "test");
        calls["BatchNorm of cells"] = () => kernels.BatchNorm(x, gamma, beta, mean, inverse, y, channels, 1e-5f);
        calls["BatchNormGradient of cells"] = () => kernels.BatchNormGradient(x, dy, gamma, mean, inverse, dx, dgamma, dbeta, channels, false, true);
        calls["BatchNormThen of cells"] = () => kernels.BatchNormThen(default(Relu), x, gamma, beta, mean, inverse, y, channels, 1e-5f);
        calls["BatchNormAddThen of cells"] = () => kernels.BatchNormAddThen(default(Relu), x, gamma, beta, mean, inverse, summand, y, channels, 1e-5f);
        calls["BatchNormThenGradient of cells"] = () => kernels.BatchNormThenGradient(
            default(Relu), x, y, dy, gamma, mean, inverse, dx, dgamma, dbeta, summand, channels, false, false, true);
        calls["BatchNormThenGradient"] = () => kernels.BatchNormThenGradient(
            default(Relu), contiguous, contiguous, contiguous, gamma, mean, inverse, null, dgamma, dbeta, contiguous, channels, false, false, false);

        PoolShape shape = new(60, Window.Single, new Window(8, 2, 2), new Window(10, 3, 2, 1, 1, 1));
        PoolShape whole = new(60, Window.Single, new Window(8, 8), new Window(10, 10));
        Tensor pooled = Cells(new Shape(3, 20, 4, 5), 1), flat = new(new Shape(3, 20, 1, 1), DType.Float32, device), indices = new(pooled.Shape, DType.Int32, device);
        indices.Integers().Clear();
        calls["MaxPool of cells"] = () => kernels.MaxPool(x, pooled, indices, shape);
        calls["MaxPoolGradient of cells"] = () => kernels.MaxPoolGradient(pooled, indices, dx, shape, accumulate: false);
        calls["AveragePool of cells"] = () => kernels.AveragePool(x, pooled, shape);
        calls["AveragePoolGradient of cells"] = () => kernels.AveragePoolGradient(pooled, dx, shape, accumulate: true);
        calls["AveragePool of whole planes of cells"] = () => kernels.AveragePool(x, flat, whole);

        Tensor scale = Floats(20), shift = Floats(20);
        calls["ScaleAndShiftThen of cells"] = () => kernels.ScaleAndShiftThen(default(Relu), x, scale, shift, null, y, channels);
        calls["ScaleAndShiftThen of cells and a sum"] = () => kernels.ScaleAndShiftThen(default(Relu), x, scale, shift, summand, y, channels);
        AddConvolutions();
        AddMovement();

        void AddConvolutions()
        {
            foreach ((string name, int filters, int groups) in ((string, int, int)[])[("", 24, 1), (" of groups", 40, 2), (" of single channels", 20, 20)])
            {
                ConvolutionShape windows = new(3, 20, filters, groups, Window.Single, new Window(8, 3, 1, 1, 1, 1), new Window(10, 3, 2, 1, 1, 1));
                Tensor w = Floats(filters * windows.Taps), dw = Floats(filters * windows.Taps), bias = Floats(filters), factor = Floats(filters);

                // With the halo that the windows read, with a narrower one, and contiguous.
                foreach ((string kind, Tensor source, Tensor result) in ((string, Tensor, Tensor)[])
                    [
                        ("cells", x, Cells(new Shape(3, filters, 8, 5), 2)),
                        ("bare cells", y, Cells(new Shape(3, filters, 8, 5), 0)),
                        ("contiguous cells", contiguous, Cells(new Shape(3, filters, 8, 5), 1)),
                    ])
                {
                    Tensor input = Cells(s_shape, 1);
                    calls[$"Convolution of {kind}{name}"] = () => kernels.Convolution(source, w, bias, result, windows);
                    calls[$"ConvolutionThen of {kind}{name}"] = () => kernels.ConvolutionThen(default(Relu), source, w, bias, factor, result, windows);
                    calls[$"ConvolutionInputGradient of {kind}{name}"] = () => kernels.ConvolutionInputGradient(result, w, null, input, windows, accumulate: true);
                    calls[$"ConvolutionWeightGradient of {kind}{name}"] = () => kernels.ConvolutionWeightGradient(source, result, dw, windows, accumulate: false);
                    calls[$"ChannelSum of {kind}{name}"] = () => kernels.ChannelSum(result, bias, new ChannelShape(3, filters, 40), accumulate: false);
                }
            }
        }

        void AddMovement()
        {
            Tensor wide = Cells(new Shape(3, 50, 8, 10), 1);
            Layout half = wide.Layout.Slice(1, 20, 20);
            Tensor slice = new(wide.Storage, half);
            calls["Fill of cells"] = () => kernels.Fill(y, 0.5f);
            calls["Copy between halos"] = () => kernels.Copy(x, y, accumulate: false);
            calls["Copy to cells"] = () => kernels.Copy(contiguous, x, accumulate: true);
            calls["Copy from cells"] = () => kernels.Copy(x, contiguous, accumulate: false);
            calls["Copy of some channels"] = () => kernels.Copy(slice, x, accumulate: false);
            calls["CopyTo some channels"] = () => kernels.CopyTo(x, wide, half, accumulate: true);
            calls["CopyTo some channels from contiguous memory"] = () => kernels.CopyTo(contiguous, wide, half, accumulate: false);
        }

        Tensor Floats(int count) => new(new Shape(count), DType.Float32, device);
        Tensor Cells(Shape sizes, int halo) => new ChannelsLast(sizes, default, new Halo(halo, halo), new Halo(halo, halo)).Allocate(device);
    }
}
