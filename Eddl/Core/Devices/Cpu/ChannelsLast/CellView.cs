namespace DeepHealth.Eddl;

/// <summary>Where the cells of an operand lie that has the channels last.</summary>
internal readonly unsafe struct CellView
{
    /// <summary>The view of a tensor in that format.</summary>
    public CellView(ChannelsLast format, float* first)
    {
        First = first;
        SamplePitch = format.SamplePitch;
        SlicePitch = format.SlicePitch;
        RowPitch = format.RowPitch;
    }

    /// <summary>The view of cells without halo.</summary>
    public CellView(in CellGrid grid, float* first)
    {
        First = first;
        RowPitch = grid.Width * grid.Channels;
        SlicePitch = grid.Height * RowPitch;
        SamplePitch = grid.Depth * SlicePitch;
    }

    /// <summary>First channel of the first cell.</summary>
    public float* First { get; }

    /// <summary>Distance of samples, in elements.</summary>
    public nint SamplePitch { get; }

    /// <summary>Distance of steps along D, in elements.</summary>
    public nint SlicePitch { get; }

    /// <summary>Distance of steps along H, in elements.</summary>
    public nint RowPitch { get; }

    /// <summary>Whether the cells of all samples follow each other without a halo between them.</summary>
    public bool IsGapless(in CellGrid grid)
        => RowPitch == grid.Width * grid.Channels && SlicePitch == grid.Height * RowPitch && SamplePitch == grid.Depth * SlicePitch;

    /// <summary>First element of a run.</summary>
    public float* At(in CellRun run) => Row(run.Sample, run.Slice, run.Row) + run.Start;

    /// <summary>First cell of a row.</summary>
    public float* Row(int sample, int slice, int row) => First + (sample * SamplePitch) + (slice * SlicePitch) + (row * RowPitch);
}
