using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>A convolution with one factor per filter and an op behind it: what is left of a batch normalisation in inference.</summary>
internal static class ConvolutionThenCases
{
    // Filters that fill a part of a register, one and several; groups; one filter per channel; one to three axes; sums of several sweeps.
    private static readonly ConvolutionShape[] s_shapes =
    [
        ConvolutionCases.Line(2, 3, 5, 1, new(17, 3, PadBefore: 1, PadAfter: 1)),
        ConvolutionCases.Line(2, 16, 33, 1, new(33, 5, Stride: 2, PadBefore: 2, PadAfter: 2)),
        ConvolutionCases.Line(3, 6, 4, 2, new(18, 3)),
        ConvolutionCases.Line(2, 8, 8, 8, new(33, 5, PadBefore: 2, PadAfter: 2)),
        ConvolutionCases.Line(5, 9, 17, 1, new(1, 1)),
        ConvolutionCases.Plane(2, 3, 40, 1, new(9, 3, PadBefore: 1, PadAfter: 1), new(11, 3, PadBefore: 1, PadAfter: 1)),
        ConvolutionCases.Plane(2, 17, 64, 1, new(7, 1), new(7, 1)),
        ConvolutionCases.Plane(1, 4, 1, 1, new(10, 3, Dilation: 2), new(12, 3, Stride: 2, PadBefore: 1)),
        ConvolutionCases.Plane(2, 35, 35, 35, new(9, 3, PadBefore: 1, PadAfter: 1), new(16, 3, PadBefore: 1, PadAfter: 1)),
        ConvolutionCases.Plane(2, 8, 80, 4, new(6, 3, PadBefore: 1, PadAfter: 1), new(7, 3, PadBefore: 1, PadAfter: 1)),
        ConvolutionCases.Plane(1, 300, 20, 1, new(4, 3, PadBefore: 1, PadAfter: 1), new(4, 3, PadBefore: 1, PadAfter: 1)),
        new(2, 4, 6, 2, new(4, 3, PadBefore: 1, PadAfter: 1), new(5, 3, PadBefore: 1, PadAfter: 1), new(6, 3, PadBefore: 1, PadAfter: 1)),
    ];

    // Halos of input and result: contiguous, and with the channels last.
    private static readonly (int? Input, int? Result)[] s_halos = [(null, null), (0, 1), (3, 0), (null, 2), (1, null)];

    public static IEnumerable<KernelCase> All()
    {
        foreach (ConvolutionShape shape in s_shapes)
        {
            foreach ((int? input, int? result) in s_halos)
            {
                foreach (bool hasBias in (bool[])[false, true])
                {
                    string name = $"{ConvolutionCases.Text(shape)} halos {input?.ToString() ?? "-"} {result?.ToString() ?? "-"}{(hasBias ? " bias" : "")}";
                    yield return Case($"ConvolutionThen scaled Relu {name}", default(Relu), shape, input, result, hasBias);
                    yield return Case($"ConvolutionThen scaled {name}", default(Identity), shape, input, result, hasBias);
                }
            }
        }
    }

    private static KernelCase Case<TOp>(string name, TOp op, ConvolutionShape shape, int? input, int? result, bool hasBias)
        where TOp : struct, IUnaryOp
        => new(name, 2e-6 * (1 + Math.Sqrt(shape.Taps)), (kernels, memory) =>
        {
            CellFormat format = new(kernels);
            kernels.ConvolutionThen(
                op, format.Input(memory.Random(ConvolutionSizes.Input(shape)), input), memory.Random(ConvolutionSizes.Weights(shape)),
                hasBias ? memory.Random([shape.Filters]) : null, memory.Random([shape.Filters], 0.5f, 1.5f),
                format.Output(memory.Output(ConvolutionSizes.Output(shape)), result), shape);
            format.Finish();
        });
}
