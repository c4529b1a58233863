using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Convolution: one part is some samples, one group and some of its filters.</summary>
internal unsafe struct ForwardJob : IParallelJob
{
    /// <summary>Sizes.</summary>
    public ConvolutionShape Shape;

    /// <summary>Layout of the padded input.</summary>
    public PlaneGeometry Source;

    /// <summary>Tiles of one group's filters.</summary>
    public RowTiles Tiles;

    /// <summary>Parts that share the filters of one group.</summary>
    public int Splits;

    /// <summary>Taps of the product.</summary>
    public TapTable Taps;

    /// <summary>Input.</summary>
    public float* X;

    /// <summary>Packed weights.</summary>
    public float* Packed;

    /// <summary>Bias, one per filter.</summary>
    public float* Bias;

    /// <summary>Output.</summary>
    public float* Y;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        (int rest, int split) = Math.DivRem(part, Splits);
        (int chunk, int group) = Math.DivRem(rest, Shape.Groups);
        int sample = chunk * Source.Samples;
        int samples = Math.Min(Source.Samples, Shape.Batch - sample);
        int channels = Shape.ChannelsPerGroup;
        nint samplePitch = (nint)Shape.Channels * Shape.InputPlane;
        float* planes = Workspace.Take(WorkspaceSlot.Source, Source.Floats(channels));
        PlaneCopy.Gather(Source, X + (sample * samplePitch) + ((nint)group * channels * Shape.InputPlane), samplePitch, channels, samples, planes);

        bool direct = samples == 1 && Source.IsDense;
        int columns = Source.Columns(samples);
        float* result = direct ? null : Workspace.Take(WorkspaceSlot.Result, (long)ConvolutionLoops.TileRows * columns);
        int end = (int)((long)(split + 1) * Tiles.Count / Splits);
        for (int tile = (int)((long)split * Tiles.Count / Splits); tile < end; tile++)
        {
            int start = Tiles.FirstRow(tile);
            int rows = Tiles.Rows(tile);
            int filter = (group * Shape.FiltersPerGroup) + start;
            float* y = Y + ((((nint)sample * Shape.Filters) + filter) * Shape.OutputPlane);
            ConvolutionLoops.Correlate(
                rows, Taps.Count, Packed + ((nint)filter * Taps.Count), Bias + filter, planes, Taps.Offsets,
                direct ? y : result, direct ? Shape.OutputPlane : columns, columns);
            for (int row = 0; row < rows && !direct; row++)
            {
                WriteFilter(result + ((nint)row * columns), y + ((nint)row * Shape.OutputPlane), samples);
            }
        }
    }

    // Drops the positions between the outputs.
    private readonly void WriteFilter(float* result, float* y, int samples)
    {
        int width = Source.Width.Output;
        for (int n = 0; n < samples; n++)
        {
            float* row = y + ((nint)n * Shape.Filters * Shape.OutputPlane);
            for (int d = 0; d < Source.Depth.Output; d++)
            {
                for (int h = 0; h < Source.Height.Output; h++)
                {
                    float* from = result + ((nint)n * Source.Plane) + Source.Position(d, h, 0);
                    new ReadOnlySpan<float>(from, width).CopyTo(new Span<float>(row, width));
                    row += width;
                }
            }
        }
    }
}
