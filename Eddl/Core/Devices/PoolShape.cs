namespace DeepHealth.Eddl;

/// <summary>Sizes of an N-dimensional pooling; 1-D and 2-D have leading windows of one cell.</summary>
/// <param name="Planes">Samples times channels.</param>
/// <param name="Depth">Window along D.</param>
/// <param name="Height">Window along H.</param>
/// <param name="Width">Window along W.</param>
/// <param name="CountPadding">Whether an average divides by the whole window size (true) or by its cells inside the input.</param>
public readonly record struct PoolShape(int Planes, Window Depth, Window Height, Window Width, bool CountPadding = false)
{
    /// <summary>Cells of one input plane.</summary>
    public int InputPlane => Depth.Input * Height.Input * Width.Input;

    /// <summary>Cells of one output plane.</summary>
    public int OutputPlane => Depth.Output * Height.Output * Width.Output;
}
