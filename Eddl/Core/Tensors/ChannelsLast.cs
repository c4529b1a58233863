using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>How a tensor <c>[N, C, …]</c> lies in memory inside a captured step: the channels of a cell side by side, the cells in row-major
/// order, and around each sample a physical halo of zeros, so that a convolution reads its padding like any other cell.</summary>
/// <remarks>Memory is <c>[N, halo + D + halo, halo + H + halo, halo + W + halo, C]</c>; 1-D and 2-D have leading axes of one cell. The shape that
/// ops and users see stays <c>[N, C, D, H, W]</c>, and <see cref="Layout"/> describes the same memory to everything that reads through strides.
/// The halo is 0 at all times: whoever writes such a tensor leaves it alone.</remarks>
internal sealed class ChannelsLast
{
    /// <summary>Lays out a shape.</summary>
    /// <param name="shape"><c>[N, C]</c> and one to three spatial axes.</param>
    /// <param name="depth">Halo along D.</param>
    /// <param name="height">Halo along H.</param>
    /// <param name="width">Halo along W.</param>
    /// <exception cref="ShapeException">The shape has no spatial axis, or more than three.</exception>
    public ChannelsLast(Shape shape, Halo depth, Halo height, Halo width)
    {
        if (shape.Rank is < 3 or > 5)
        {
            throw new ShapeException($"ChannelsLast: needs [N, C] and one to three spatial axes, the tensor is {shape}.");
        }

        Batch = shape[0];
        Channels = shape[1];
        Depth = shape.Rank == 5 ? shape[2] : 1;
        Height = shape.Rank >= 4 ? shape[^2] : 1;
        Width = shape[^1];
        DepthHalo = depth;
        HeightHalo = height;
        WidthHalo = width;
        RowPitch = checked((width.Before + Width + width.After) * Channels);
        SlicePitch = checked((height.Before + Height + height.After) * RowPitch);
        SamplePitch = checked((depth.Before + Depth + depth.After) * SlicePitch);
        Count = checked(Batch * SamplePitch);
        int offset = Count == 0 ? 0 : (depth.Before * SlicePitch) + (height.Before * RowPitch) + (width.Before * Channels);
        ReadOnlySpan<int> strides = [SamplePitch, 1, SlicePitch, RowPitch, Channels];
        Layout = Layout.Strided(shape, [SamplePitch, 1, .. strides[^(shape.Rank - 2)..]], offset);
    }

    /// <summary>Samples N.</summary>
    public int Batch { get; }

    /// <summary>Channels C, the distance of neighbouring cells.</summary>
    public int Channels { get; }

    /// <summary>Cells along D, without halo.</summary>
    public int Depth { get; }

    /// <summary>Cells along H, without halo.</summary>
    public int Height { get; }

    /// <summary>Cells along W, without halo.</summary>
    public int Width { get; }

    /// <summary>Halo along D.</summary>
    public Halo DepthHalo { get; }

    /// <summary>Halo along H.</summary>
    public Halo HeightHalo { get; }

    /// <summary>Halo along W.</summary>
    public Halo WidthHalo { get; }

    /// <summary>Distance of rows (steps along H), in floats.</summary>
    public int RowPitch { get; }

    /// <summary>Distance of slices (steps along D), in floats.</summary>
    public int SlicePitch { get; }

    /// <summary>Distance of samples, in floats.</summary>
    public int SamplePitch { get; }

    /// <summary>Floats in all, halo included.</summary>
    public int Count { get; }

    /// <summary>The same memory as strides of <c>[N, C, D, H, W]</c>; its offset is the first cell inside the halo.</summary>
    public Layout Layout { get; }

    /// <summary>Whether there is no halo: then the cells of all samples follow each other without gaps.</summary>
    public bool IsDense => Count == Batch * Channels * Depth * Height * Width;

    /// <summary>Whether memory in this format is also good for the other: cells and halo lie at the same places.</summary>
    public bool IsLike(ChannelsLast other)
        => Batch == other.Batch && Channels == other.Channels && Depth == other.Depth && Height == other.Height && Width == other.Width
            && DepthHalo == other.DepthHalo && HeightHalo == other.HeightHalo && WidthHalo == other.WidthHalo;

    /// <summary>Whether the halo has room for what windows read outside the tensor.</summary>
    public bool Contains(Halo depth, Halo height, Halo width)
        => DepthHalo.Contains(depth) && HeightHalo.Contains(height) && WidthHalo.Contains(width);

    /// <summary>Allocates a tensor; its halo is 0, its content 0 as well.</summary>
    public Tensor Allocate(Device device)
    {
        Storage storage = new(device, DType.Float32, Count);
        storage.Clear();
        return new Tensor(storage, this);
    }
}
