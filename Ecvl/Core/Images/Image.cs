using System.Buffers;
using System.Runtime.InteropServices;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>An image of any number of axes: pixels with a type, a colour meaning, a place in space, and facts about it.</summary>
/// <remarks><para>The axes string names every axis once: <c>x</c> columns, <c>y</c> rows, <c>z</c> slices, <c>c</c> colour samples, <c>t</c> time, <c>o</c> other.
/// As in ECVL the <b>first</b> axis is the one whose neighbours lie next to each other in fresh memory: <c>cxy</c> is
/// interleaved colour (the order of most files), <c>xyc</c> one plane per colour, <c>xyz</c> a volume, slice after slice.</para>
/// <para>Pixels lie in pinned memory aligned to 64 bytes, from the pool of the process, or in foreign memory (<see cref="Wrap{T}(Memory{T}, string, ReadOnlySpan{int}, ColorType, ImageGeometry)"/>).
/// Crops and permutations share the pixels of their source: a write through one is seen by all. The memory is given back when no image, view, span or
/// reference leads to it any more. Two things do not keep it: an <see cref="Address"/>, and spans of foreign native memory, whose owner only the image holds;
/// keep the image reachable (<see cref="GC.KeepAlive"/>) while one of these is in use.</para></remarks>
public sealed partial class Image
{
    private readonly int[] _sizes;
    private readonly long[] _strides;
    private readonly object? _owner;
    private ImageGeometry? _geometry;

    /// <summary>Makes an image of zeros.</summary>
    /// <param name="axes">One letter per axis, the fastest first, such as <c>cxy</c>.</param>
    /// <param name="sizes">Samples along each axis, in the order of <paramref name="axes"/>, each at least 1.</param>
    /// <param name="pixelType">Type of a sample.</param>
    /// <param name="color">Meaning of the axis <c>c</c>; its size must be <see cref="ColorTypes.ChannelCount"/>.</param>
    /// <param name="geometry">Place in space, where it is known.</param>
    /// <exception cref="ImageException">Axes, sizes, colour or geometry do not fit each other, or the image exceeds <see cref="BufferPool.MaxBytes"/>.</exception>
    public Image(string axes, ReadOnlySpan<int> sizes, PixelType pixelType, ColorType color = ColorType.None, ImageGeometry? geometry = null)
        : this(Rent(axes, sizes, pixelType, color), axes, sizes, pixelType, color, geometry)
        => Clear();

    private Image(PinnedBuffer buffer, string axes, ReadOnlySpan<int> sizes, PixelType pixelType, ColorType color, ImageGeometry? geometry)
        : this(buffer, buffer.Address, axes, sizes.ToArray(), AxisRules.Contiguous(sizes, pixelType.ByteCount()), pixelType, color, geometry, new ImageMetadata())
    {
    }

    private Image(object? owner, nint address, string axes, int[] sizes, long[] strides, PixelType pixelType, ColorType color, ImageGeometry? geometry, ImageMetadata metadata)
    {
        _owner = owner;
        Address = address;
        Axes = axes;
        _sizes = sizes;
        _strides = strides;
        PixelType = pixelType;
        Color = color;
        Geometry = geometry;
        Metadata = metadata;
    }

    /// <summary>One letter per axis, the first axis lying fastest in fresh memory.</summary>
    public string Axes { get; }

    /// <summary>Number of axes.</summary>
    public int Rank => _sizes.Length;

    /// <summary>Samples along each axis, in the order of <see cref="Axes"/>.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>Distance in bytes of neighbouring samples along each axis.</summary>
    public ReadOnlySpan<long> Strides => _strides;

    /// <summary>Type of a sample.</summary>
    public PixelType PixelType { get; }

    /// <summary>Meaning of the samples along the axis <c>c</c>.</summary>
    public ColorType Color { get; }

    /// <summary>Address of the first sample. See the class remarks on how long it is valid.</summary>
    public nint Address { get; }

    /// <summary>Columns; 1 without the axis <c>x</c>.</summary>
    public int Width => Size('x');

    /// <summary>Rows; 1 without the axis <c>y</c>.</summary>
    public int Height => Size('y');

    /// <summary>Slices; 1 without the axis <c>z</c>.</summary>
    public int Depth => Size('z');

    /// <summary>Colour samples per pixel; 1 without the axis <c>c</c>.</summary>
    public int ChannelCount => Size('c');

    /// <summary>Number of samples of the whole image.</summary>
    public long SampleCount
    {
        get
        {
            long count = 1;
            foreach (int size in _sizes)
            {
                count *= size;
            }

            return count;
        }
    }

    /// <summary>Whether the samples lie without gaps in the order of <see cref="Axes"/>.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = PixelType.ByteCount();
            for (int axis = 0; axis < _sizes.Length; axis++)
            {
                // An axis of one sample is never stepped along, so its stride does not matter.
                if (_sizes[axis] != 1 && _strides[axis] != expected)
                {
                    return false;
                }

                expected *= _sizes[axis];
            }

            return true;
        }
    }

    /// <summary>Place in space: spacing in mm, origin, directions; null where it is unknown.</summary>
    /// <exception cref="ImageException">The sizes of the geometry differ from those of the image.</exception>
    public ImageGeometry? Geometry
    {
        get => _geometry;
        set
        {
            VoxelCounts size = new(Width, Height, Depth);
            if (value is not null && value.Size != size)
            {
                throw new ImageException($"Image.Geometry: the geometry describes {value.Size} voxels, the image has {size}.");
            }

            _geometry = value;
        }
    }

    /// <summary>Distance of neighbouring voxel centres along x, y, z, in mm; null where it is unknown.</summary>
    public Vector3D? SpacingMm => _geometry?.SpacingMm;

    /// <summary>Facts that are neither pixels nor geometry.</summary>
    public ImageMetadata Metadata { get; }

    /// <summary>Samples along an axis; 1 where the image has no such axis.</summary>
    /// <param name="axis">A letter such as <c>x</c>.</param>
    public int Size(char axis) => Axes.IndexOf(axis, StringComparison.Ordinal) is int position and >= 0 ? _sizes[position] : 1;

    /// <summary>Makes an image whose samples are whatever its memory held before, for those who write all of them.</summary>
    /// <param name="axes">One letter per axis, the fastest first, such as <c>cxy</c>.</param>
    /// <param name="sizes">Samples along each axis, in the order of <paramref name="axes"/>, each at least 1.</param>
    /// <param name="pixelType">Type of a sample.</param>
    /// <param name="color">Meaning of the axis <c>c</c>; its size must be <see cref="ColorTypes.ChannelCount"/>.</param>
    /// <param name="geometry">Place in space, where it is known.</param>
    /// <exception cref="ImageException">Axes, sizes, colour or geometry do not fit each other, or the image exceeds <see cref="BufferPool.MaxBytes"/>.</exception>
    public static Image Uncleared(string axes, ReadOnlySpan<int> sizes, PixelType pixelType, ColorType color = ColorType.None, ImageGeometry? geometry = null)
        => new(Rent(axes, sizes, pixelType, color), axes, sizes, pixelType, color, geometry);

    /// <summary>Makes an image over managed memory, without a copy. The memory is held in place while an image refers to it.</summary>
    /// <typeparam name="T">Type of a sample.</typeparam>
    /// <param name="memory">At least as many values as the image has samples, without gaps, first axis fastest.</param>
    /// <param name="axes">One letter per axis, the fastest first.</param>
    /// <param name="sizes">Samples along each axis, each at least 1.</param>
    /// <param name="color">Meaning of the axis <c>c</c>.</param>
    /// <param name="geometry">Place in space, where it is known.</param>
    /// <exception cref="ImageException">Axes, sizes, colour or geometry do not fit, or the memory is too small.</exception>
    public static unsafe Image Wrap<T>(Memory<T> memory, string axes, ReadOnlySpan<int> sizes, ColorType color = ColorType.None, ImageGeometry? geometry = null)
        where T : unmanaged
    {
        PixelType type = PixelTypes.Of<T>();
        long bytes = AxisRules.ByteCount(axes, sizes, type, color);
        if ((long)memory.Length * sizeof(T) < bytes)
        {
            throw new ImageException($"Image.Wrap: {AxisRules.Text(axes, sizes)} of {type} needs {bytes} bytes, the memory has {(long)memory.Length * sizeof(T)}.");
        }

        PinnedMemory pinned = new(memory.Pin());
        return new Image(pinned, pinned.Address, axes, sizes.ToArray(), AxisRules.Contiguous(sizes, type.ByteCount()), type, color, geometry, new ImageMetadata());
    }

    /// <summary>Makes an image over native memory, without a copy.</summary>
    /// <param name="address">Address of the first sample, aligned to the size of a sample.</param>
    /// <param name="owner">Kept reachable while an image refers to the memory; null where the caller keeps the memory alive in another way.</param>
    /// <param name="axes">One letter per axis.</param>
    /// <param name="sizes">Samples along each axis, each at least 1.</param>
    /// <param name="strides">Distance in bytes of neighbouring samples along each axis, a multiple of the sample's size, of either sign.</param>
    /// <param name="pixelType">Type of a sample.</param>
    /// <param name="color">Meaning of the axis <c>c</c>.</param>
    /// <param name="geometry">Place in space, where it is known.</param>
    /// <exception cref="ImageException">Axes, sizes, strides, colour or geometry do not fit each other.</exception>
    public static Image Wrap(nint address, object? owner, string axes, ReadOnlySpan<int> sizes, ReadOnlySpan<long> strides, PixelType pixelType, ColorType color = ColorType.None, ImageGeometry? geometry = null)
    {
        _ = AxisRules.ByteCount(axes, sizes, pixelType, color);
        AxisRules.CheckStrides(address, sizes, strides, pixelType);
        return new Image(owner, address, axes, sizes.ToArray(), strides.ToArray(), pixelType, color, geometry, new ImageMetadata());
    }

    /// <summary>The samples as numbers of one type.</summary>
    /// <typeparam name="T">The .NET type of <see cref="PixelType"/>.</typeparam>
    /// <exception cref="ImageException">The image stores another type.</exception>
    public View<T> View<T>()
        where T : unmanaged
        => new(this);

    /// <summary>All samples in one span, in the order of <see cref="Axes"/>.</summary>
    /// <typeparam name="T">The .NET type of <see cref="PixelType"/>.</typeparam>
    /// <exception cref="ImageException">The image stores another type, or its samples do not lie without gaps, or there are more than a span can hold.</exception>
    public unsafe Span<T> AsSpan<T>()
        where T : unmanaged
    {
        PixelType asked = PixelTypes.Of<T>();
        if (asked != PixelType)
        {
            throw new ImageException($"Image.AsSpan: the image stores {PixelType}, but {asked} was asked for; use ConvertTo.");
        }

        if (!IsContiguous || SampleCount > int.MaxValue)
        {
            throw new ImageException($"Image.AsSpan: {this} has strides [{string.Join(", ", _strides)}], contiguous would be [{string.Join(", ", AxisRules.Contiguous(_sizes, PixelType.ByteCount()))}]; use View rows or Copy.");
        }

        GuardSpans();
        Span<T> span = new((void*)Address, (int)SampleCount);
        GC.KeepAlive(this);
        return span;
    }

    /// <summary>Text such as <c>cxy [3, 640, 480] UInt8 Rgb</c>.</summary>
    public override string ToString() => $"{AxisRules.Text(Axes, _sizes)} {PixelType} {Color}";

    // Without a span: one has to be guarded, which memory that nobody has seen yet does not need.
    private unsafe void Clear()
    {
        NativeMemory.Clear((void*)Address, (nuint)(SampleCount * PixelType.ByteCount()));
        GC.KeepAlive(this);
    }

    /// <summary>Lets spans and references into pooled memory keep it as images do.</summary>
    internal void GuardSpans() => (_owner as PinnedBuffer)?.GuardSpans();

    private static PinnedBuffer Rent(string axes, ReadOnlySpan<int> sizes, PixelType pixelType, ColorType color)
    {
        long bytes = AxisRules.ByteCount(axes, sizes, pixelType, color);
        return bytes <= BufferPool.MaxBytes ? BufferPool.Shared.Rent((int)bytes)
            : throw new ImageException($"Image: {AxisRules.Text(axes, sizes)} of {pixelType} needs {bytes} bytes, one image holds at most {BufferPool.MaxBytes}; split it.");
    }
}
