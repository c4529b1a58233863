namespace DeepHealth.Eddl;

/// <summary>Distances from one cell of a pass to the next, in floats.</summary>
/// <param name="Sample">Along N.</param>
/// <param name="Depth">Along D.</param>
/// <param name="Height">Along H.</param>
/// <param name="Width">Along W.</param>
internal readonly record struct CellSteps(nint Sample, nint Depth, nint Height, nint Width)
{
    /// <summary>Steps in a memory where cells follow each other by some stride.</summary>
    public static CellSteps Of(ChannelsLast format, int depth, int height, int width)
        => new(format.SamplePitch, (nint)format.SlicePitch * depth, (nint)format.RowPitch * height, (nint)format.Channels * width);
}
