using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // A tile that covers fewer outputs than this wastes much of its width; then samples are laid side by side.
    private const int ForwardColumns = 32;

    // Weights that the second-level cache cannot hold are read again for every part: then each part gets at least this many outputs.
    private const int ManyWeights = 128 * 1024;
    private const int ManyWeightsColumns = 256;

    // The weight gradient adds the lanes of its sums once per tile: longer rows make that rare.
    private const int GradientColumns = 1024;

    // Parts that a small batch is split into, and sample ranges with a weight gradient of their own.
    private const int ConvolutionParts = 16;

    // Most floats of all weight gradients of sample ranges together.
    private const int MostPartials = 4 << 20;

    /// <inheritdoc/>
    public override void Convolution(Tensor x, Tensor w, Tensor? bias, Tensor y, in ConvolutionShape shape)
    {
        int samples = SamplesFor(w.Count > ManyWeights ? ManyWeightsColumns : ForwardColumns, shape);
        PlaneGeometry source = new(PlaneAxis.OfInput(shape.Depth), PlaneAxis.OfInput(shape.Height), PlaneAxis.OfInput(shape.Width), samples);
        TapTable taps = TapTable.OfInput(shape, source);
        RowTiles tiles = new(shape.FiltersPerGroup, ConvolutionLoops.TileRows);
        int weights = shape.Filters * shape.Taps;
        float* packed = Workspace.Take(WorkspaceSlot.Packed, (long)weights + shape.Filters);
        PackJob pack = new(
            w.Pointer, (nint)shape.FiltersPerGroup * shape.Taps, shape.Taps, taps.Weights, taps.Count, tiles, packed,
            (nint)shape.FiltersPerGroup * shape.Taps);
        Run(ref pack, shape.Groups * tiles.Count, weights);
        float* zeros = packed + weights;
        new Span<float>(zeros, shape.Filters).Clear();

        int chunks = (shape.Batch + samples - 1) / samples;
        ForwardJob job = new()
        {
            Shape = shape,
            Source = source,
            Tiles = tiles,
            Splits = Splits(chunks * shape.Groups, tiles.Count),
            Taps = taps,
            X = x.Pointer,
            Packed = packed,
            Bias = bias is null ? zeros : bias.Pointer,
            Y = y.Pointer,
        };
        Run(ref job, chunks * shape.Groups * job.Splits, Work(shape));
    }

    /// <inheritdoc/>
    public override void ConvolutionInputGradient(Tensor dy, Tensor w, Tensor dx, in ConvolutionShape shape, bool accumulate)
    {
        int samples = SamplesFor(w.Count > ManyWeights ? ManyWeightsColumns : ForwardColumns, shape);
        PlaneGeometry source = new(
            PlaneAxis.OfOutputGradient(shape.Depth), PlaneAxis.OfOutputGradient(shape.Height), PlaneAxis.OfOutputGradient(shape.Width), samples);
        PlaneGeometry spread = new(
            PlaneAxis.OfInputGradient(shape.Depth), PlaneAxis.OfInputGradient(shape.Height), PlaneAxis.OfInputGradient(shape.Width), 1);
        int phases = spread.Depth.Phases * spread.Height.Phases * spread.Width.Phases;
        int weights = shape.Filters * shape.Taps;
        float* packed = Workspace.Take(WorkspaceSlot.Packed, (long)weights + shape.Channels + phases);
        float* zeros = packed + weights;
        new Span<float>(zeros, shape.Channels).Clear();
        int* phaseTaps = (int*)(zeros + shape.Channels);
        TapTable taps = TapTable.OfOutputGradient(shape, source, spread, new Span<int>(phaseTaps, phases));
        RowTiles tiles = new(shape.ChannelsPerGroup, ConvolutionLoops.TileRows);
        int first = 0;
        for (int phase = 0; phase < phases; first += phaseTaps[phase++])
        {
            PackJob pack = new(
                w.Pointer, (nint)shape.FiltersPerGroup * shape.Taps, shape.KernelPlane, taps.Weights + first, phaseTaps[phase], tiles,
                packed + ((nint)shape.ChannelsPerGroup * first), (nint)shape.ChannelsPerGroup * taps.Count);
            Run(ref pack, shape.Groups * tiles.Count, weights / phases);
        }

        int chunks = (shape.Batch + samples - 1) / samples;
        InputGradientJob job = new()
        {
            Shape = shape,
            Source = source,
            Spread = spread,
            Tiles = tiles,
            Splits = Splits(chunks * shape.Groups, tiles.Count),
            Taps = taps,
            PhaseTaps = phaseTaps,
            Dy = dy.Pointer,
            Packed = packed,
            Zeros = zeros,
            Dx = dx.Pointer,
            Accumulate = accumulate,
        };
        Run(ref job, chunks * shape.Groups * job.Splits, Work(shape));
    }

    /// <inheritdoc/>
    public override void ConvolutionWeightGradient(Tensor x, Tensor dy, Tensor dw, in ConvolutionShape shape, bool accumulate)
    {
        int samples = SamplesFor(GradientColumns, shape);
        PlaneGeometry source = new(PlaneAxis.OfInput(shape.Depth), PlaneAxis.OfInput(shape.Height), PlaneAxis.OfInput(shape.Width), samples);
        PlaneGeometry beside = new(
            PlaneAxis.OfOutputBeside(shape.Depth), PlaneAxis.OfOutputBeside(shape.Height), PlaneAxis.OfOutputBeside(shape.Width), samples);
        int chunks = (shape.Batch + samples - 1) / samples;
        int ranges = Math.Clamp(MostPartials / Math.Max(dw.Count, 1), 1, Math.Clamp(chunks, 1, ConvolutionParts));
        WeightGradientJob job = new()
        {
            Shape = shape,
            Source = source,
            Beside = beside,
            Ranges = ranges,
            Splits = Splits(ranges * shape.Groups, (shape.FiltersPerGroup + 5) / 6),
            Taps = TapTable.OfInput(shape, source),
            X = x.Pointer,
            Dy = dy.Pointer,
            Partials = Workspace.Take(WorkspaceSlot.Partials, (long)ranges * dw.Count),
        };
        Run(ref job, ranges * shape.Groups * job.Splits, Work(shape));
        CombinePartials(default(Sum), job.Partials, ranges, dw.Pointer, dw.Count, accumulate);
    }

    // Splits the rows of the product only where samples and groups give too few parts.
    private static int Splits(int parts, int tiles)
        => parts >= ConvolutionParts / 2 ? 1 : Math.Clamp(ConvolutionParts / Math.Max(parts, 1), 1, tiles);

    private static int SamplesFor(int columns, in ConvolutionShape shape)
        => Math.Clamp((columns + shape.OutputPlane - 1) / shape.OutputPlane, 1, Math.Max(shape.Batch, 1));

    private static long Work(in ConvolutionShape shape) => (long)shape.Batch * shape.Filters * shape.OutputPlane * shape.Taps / 8;
}
