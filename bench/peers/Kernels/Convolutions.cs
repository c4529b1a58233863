using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench.Peers;

/// <summary>Convolutions of square images and of signals, forward and both gradients, padded by half the kernel.</summary>
/// <remarks>A name ends in kernel/stride/groups/dilation and the direction. Operands are in the format that a captured step keeps them in: channels last with a halo where the device takes that.</remarks>
public sealed class Convolutions : IKernelFamily
{
    /// <inheritdoc/>
    public static IEnumerable<KernelCase> Cases =>
    [
        .. Square(16, 64, 56, 64, 3, isQuick: true, isCompared: true),
        .. Square(16, 128, 28, 128, 3, isCompared: true),
        .. Square(16, 256, 14, 256, 3, isCompared: true),
        .. Square(16, 512, 7, 512, 3, isCompared: true),
        .. Square(4, 32, 128, 32, 3, isCompared: true),
        .. Square(16, 64, 56, 256, 1, isQuick: true),
        .. Square(16, 3, 64, 64, 7, stride: 2, isQuick: true),
        .. Square(16, 96, 56, 96, 3, groups: 96, isQuick: true, isCompared: true),
        .. Square(16, 96, 56, 96, 3, stride: 2, groups: 96, isCompared: true),
        .. Square(16, 384, 14, 384, 3, groups: 384, isCompared: true),
        .. Square(16, 384, 14, 384, 5, groups: 384, isCompared: true),
        .. Square(16, 128, 56, 128, 3, groups: 32, isCompared: true),
        .. Square(16, 256, 28, 256, 3, groups: 32, isCompared: true),
        .. Square(16, 64, 56, 64, 3, dilation: 2, isCompared: true),
        .. Signal(32, 12, 1000, 64, 7, stride: 2),
        .. Signal(32, 64, 500, 128, 7, stride: 2, isQuick: true),
        .. Signal(32, 64, 94, 64, 9),
        .. Signal(32, 64, 500, 64, 15, groups: 64, isCompared: true),
    ];

    private static IEnumerable<KernelCase> Square(
        int batch, int channels, int side, int filters, int kernel, int stride = 1, int groups = 1, int dilation = 1, bool isQuick = false, bool isCompared = false)
    {
        int pad = kernel / 2 * dilation;
        Window window = new(side, kernel, stride, dilation, PadBefore: pad, PadAfter: pad);
        ConvolutionShape shape = new(batch, channels, filters, groups, Window.Single, window, window);
        return Kinds($"{Operation(shape)}2d {batch}x{channels}x{side} to {filters} {kernel}/{stride}/{groups}/{dilation}", shape, 2, isQuick, isCompared);
    }

    private static IEnumerable<KernelCase> Signal(
        int batch, int channels, int length, int filters, int kernel, int stride = 1, int groups = 1, bool isQuick = false, bool isCompared = false)
    {
        Window window = new(length, kernel, stride, PadBefore: kernel / 2, PadAfter: kernel / 2);
        ConvolutionShape shape = new(batch, channels, filters, groups, Window.Single, Window.Single, window);
        return Kinds($"{Operation(shape)}1d {batch}x{channels}x{length} to {filters} {kernel}/{stride}/{groups}/1", shape, 1, isQuick, isCompared);
    }

    private static string Operation(in ConvolutionShape shape)
        => shape.Groups == 1 ? shape.Width.Dilation == 1 ? "conv" : "dilated" : shape.ChannelsPerGroup == 1 ? "depthwise" : "grouped";

    private static IEnumerable<KernelCase> Kinds(string name, ConvolutionShape shape, int axes, bool isQuick, bool isCompared)
    {
        double work = 2.0 * shape.Batch * shape.Filters * shape.OutputPlane * shape.Taps;
        return Enum.GetValues<ConvolutionKind>().Select(kind => new KernelCase($"{name} {Text(kind)}", work, WorkUnit.Operations, device => Prepare(device, shape, axes, kind))
        {
            IsQuick = isQuick,
            PeerWays = isCompared ? ["contiguous", "channels_last"] : [],
        });
    }

    private static string Text(ConvolutionKind kind) => kind switch
    {
        ConvolutionKind.Forward => "forward",
        ConvolutionKind.InputGradient => "input-gradient",
        _ => "weight-gradient",
    };

    private static Action Prepare(Device device, ConvolutionShape shape, int axes, ConvolutionKind kind)
    {
        Window[] windows = axes == 1 ? [shape.Width] : [shape.Height, shape.Width];
        Tensor x = Activations(device, [shape.Batch, shape.Channels, .. windows.Select(window => window.Input)], windows, window => window.InputHalo);
        Tensor y = Activations(device, [shape.Batch, shape.Filters, .. windows.Select(window => window.Output)], windows, window => window.OutputHalo);
        Tensor w = Draw.Numbers(device, [shape.Filters, shape.ChannelsPerGroup, .. windows.Select(window => window.Kernel)]);
        Kernels kernels = device.Kernels;
        return kind switch
        {
            ConvolutionKind.Forward => () => kernels.Convolution(x, w, null, y, shape),
            ConvolutionKind.InputGradient => () => kernels.ConvolutionInputGradient(y, w, bias: null, x, shape, accumulate: false),
            _ => () => kernels.ConvolutionWeightGradient(x, y, w, shape, accumulate: false),
        };
    }

    private static Tensor Activations(Device device, Shape shape, Window[] windows, Func<Window, Halo> halo)
    {
        Tensor numbers = Draw.Numbers(device, shape);
        if (!device.Kernels.TakesChannelsLast)
        {
            return numbers;
        }

        Halo height = windows.Length == 1 ? default : halo(windows[0]);
        Tensor activations = new ChannelsLast(shape, default, height, halo(windows[^1])).Allocate(device);
        device.Kernels.Copy(numbers, activations, accumulate: false);
        return activations;
    }
}
