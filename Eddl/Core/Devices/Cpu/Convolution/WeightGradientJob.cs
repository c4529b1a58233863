using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Weight gradient of a convolution: one part sums over a range of samples, for one group and some of its filters.</summary>
internal unsafe struct WeightGradientJob : IParallelJob
{
    /// <summary>Sizes.</summary>
    public ConvolutionShape Shape;

    /// <summary>Layout of the padded input.</summary>
    public PlaneGeometry Source;

    /// <summary>Layout of the output gradient beside it.</summary>
    public PlaneGeometry Beside;

    /// <summary>Number of sample ranges.</summary>
    public int Ranges;

    /// <summary>Parts that share the filters of one group.</summary>
    public int Splits;

    /// <summary>Taps of the products.</summary>
    public TapTable Taps;

    /// <summary>Input.</summary>
    public float* X;

    /// <summary>Output gradient.</summary>
    public float* Dy;

    /// <summary>One weight gradient per sample range.</summary>
    public float* Partials;

    /// <inheritdoc/>
    public readonly void Execute(int part)
    {
        (int rest, int split) = Math.DivRem(part, Splits);
        (int range, int group) = Math.DivRem(rest, Shape.Groups);
        int start = (int)((long)split * Shape.FiltersPerGroup / Splits);
        int rows = (int)((long)(split + 1) * Shape.FiltersPerGroup / Splits) - start;
        int filter = (group * Shape.FiltersPerGroup) + start;
        int channels = Shape.ChannelsPerGroup;
        float* dw = Partials + ((((nint)range * Shape.Filters) + filter) * Taps.Count);
        new Span<float>(dw, checked(rows * Taps.Count)).Clear();

        int chunks = (Shape.Batch + Source.Samples - 1) / Source.Samples;
        int end = (int)((long)(range + 1) * chunks / Ranges);
        nint inputPitch = (nint)Shape.Channels * Shape.InputPlane;
        nint outputPitch = (nint)Shape.Filters * Shape.OutputPlane;
        float* planes = Workspace.Take(WorkspaceSlot.Source, Source.Floats(channels));
        float* gradients = Workspace.Take(WorkspaceSlot.Second, Beside.Floats(rows));
        for (int chunk = (int)((long)range * chunks / Ranges); chunk < end; chunk++)
        {
            int sample = chunk * Source.Samples;
            int samples = Math.Min(Source.Samples, Shape.Batch - sample);
            PlaneCopy.Gather(Source, X + (sample * inputPitch) + ((nint)group * channels * Shape.InputPlane), inputPitch, channels, samples, planes);
            PlaneCopy.Gather(Beside, Dy + (sample * outputPitch) + ((nint)filter * Shape.OutputPlane), outputPitch, rows, samples, gradients);
            ConvolutionLoops.Dot(rows, Source.Columns(samples), gradients, Beside.ChannelPitch, planes, Taps, dw);
        }
    }
}
