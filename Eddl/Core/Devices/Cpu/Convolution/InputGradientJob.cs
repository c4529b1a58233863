using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Input gradient of a convolution: one part is some samples, one group and some of its channels.</summary>
internal unsafe struct InputGradientJob : IParallelJob
{
    /// <summary>Sizes.</summary>
    public ConvolutionShape Shape;

    /// <summary>Layout of the padded output gradient.</summary>
    public PlaneGeometry Source;

    /// <summary>Layout of one phase of the input gradient.</summary>
    public PlaneGeometry Spread;

    /// <summary>Tiles of one group's channels.</summary>
    public RowTiles Tiles;

    /// <summary>Parts that share the channels of one group.</summary>
    public int Splits;

    /// <summary>Taps of the products, one phase after the other.</summary>
    public TapTable Taps;

    /// <summary>Number of taps of each phase.</summary>
    public int* PhaseTaps;

    /// <summary>Output gradient.</summary>
    public float* Dy;

    /// <summary>Packed weights.</summary>
    public float* Packed;

    /// <summary>Zeros, one per row of a tile.</summary>
    public float* Zeros;

    /// <summary>Input gradient.</summary>
    public float* Dx;

    /// <summary>Whether Dx is added to.</summary>
    public bool Accumulate;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        (int rest, int split) = Math.DivRem(part, Splits);
        (int chunk, int group) = Math.DivRem(rest, Shape.Groups);
        int sample = chunk * Source.Samples;
        int samples = Math.Min(Source.Samples, Shape.Batch - sample);
        int filters = Shape.FiltersPerGroup;
        nint samplePitch = (nint)Shape.Filters * Shape.OutputPlane;
        float* planes = Workspace.Take(WorkspaceSlot.Source, Source.Floats(filters));
        PlaneCopy.Gather(Source, Dy + (sample * samplePitch) + ((nint)group * filters * Shape.OutputPlane), samplePitch, filters, samples, planes);

        int columns = Source.Columns(samples);
        float* result = Workspace.Take(WorkspaceSlot.Result, (long)ConvolutionLoops.TileRows * columns);
        int end = (int)((long)(split + 1) * Tiles.Count / Splits);
        for (int tile = (int)((long)split * Tiles.Count / Splits); tile < end; tile++)
        {
            ComputeTile(tile, group, sample, samples, planes, result, columns);
        }
    }

    private readonly void ComputeTile(int tile, int group, int sample, int samples, float* planes, float* result, int columns)
    {
        int start = Tiles.FirstRow(tile);
        int rows = Tiles.Rows(tile);
        int channel = (group * Shape.ChannelsPerGroup) + start;
        nint samplePitch = (nint)Shape.Channels * Shape.InputPlane;
        float* dx = Dx + (sample * samplePitch) + ((nint)channel * Shape.InputPlane);
        if (IsDirect(samples))
        {
            ConvolutionLoops.Correlate(
                rows, Taps.Count, Packed + ((nint)channel * Taps.Count), Zeros, planes, Taps.Offsets, dx, Shape.InputPlane, columns);
            return;
        }

        for (int n = 0; n < samples && !Accumulate; n++)
        {
            new Span<float>(dx + (n * samplePitch), rows * Shape.InputPlane).Clear();
        }

        int phases = Spread.Depth.Phases * Spread.Height.Phases * Spread.Width.Phases;
        nint groupWeights = (nint)Shape.ChannelsPerGroup * Taps.Count;
        int firstTap = 0;
        for (int phase = 0; phase < phases; firstTap += PhaseTaps[phase++])
        {
            int taps = PhaseTaps[phase];
            if (taps == 0)
            {
                continue;
            }

            float* weights = Packed + (group * groupWeights) + ((nint)Shape.ChannelsPerGroup * firstTap) + ((nint)start * taps);
            ConvolutionLoops.Correlate(rows, taps, weights, Zeros, planes, Taps.Offsets + firstTap, result, columns, columns);
            for (int row = 0; row < rows; row++)
            {
                for (int n = 0; n < samples; n++)
                {
                    PlaneCopy.AddPhase(
                        Spread, Source, phase, result + ((nint)row * columns) + ((nint)n * Source.Plane),
                        dx + (n * samplePitch) + ((nint)row * Shape.InputPlane));
                }
            }
        }
    }

    // Whether the positions of the only phase are the cells of the input, one after the other.
    private readonly bool IsDirect(int samples)
        => !Accumulate && samples == 1 && Source.IsDense && Source.Span == Shape.InputPlane && Spread.Width.Phases == 1
            && Spread.Depth.Stride * Spread.Height.Stride * Spread.Width.Stride == 1;
}
