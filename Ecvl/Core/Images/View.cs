using System.Runtime.CompilerServices;

namespace DeepHealth.Ecvl;

/// <summary>Typed access to the samples of an image, which may lie with gaps or in any order of axes.</summary>
/// <remarks>Indices are in the order of <see cref="Image.Axes"/>. See <see cref="Ecvl.Image"/> on how long its spans and references are valid.</remarks>
/// <typeparam name="T">The .NET type of the image's pixel type.</typeparam>
public readonly unsafe struct View<T>
    where T : unmanaged
{
    private readonly Image _image;
    private readonly byte* _start;

    internal View(Image image)
    {
        PixelType asked = PixelTypes.Of<T>();
        if (asked != image.PixelType)
        {
            throw new ImageException($"View: the image stores {image.PixelType}, but {asked} was asked for; use ConvertTo.");
        }

        _image = image;
        image.GuardSpans();
        _start = (byte*)image.Address;
    }

    /// <summary>The image under the view.</summary>
    public Image Image => _image;

    /// <summary>Whether neighbours along the first axis lie next to each other, so that <see cref="Row"/> can be used.</summary>
    public bool HasRows => _image.Sizes[0] == 1 || _image.Strides[0] == sizeof(T);

    /// <summary>One sample of a two-axis image.</summary>
    /// <exception cref="ImageException">The image has another number of axes, or an index lies outside.</exception>
    public ref T this[int first, int second]
    {
        get
        {
            CheckRank(2);
            return ref At(_start + Step(0, first) + Step(1, second));
        }
    }

    /// <summary>One sample of a three-axis image.</summary>
    /// <exception cref="ImageException">The image has another number of axes, or an index lies outside.</exception>
    public ref T this[int first, int second, int third]
    {
        get
        {
            CheckRank(3);
            return ref At(_start + Step(0, first) + Step(1, second) + Step(2, third));
        }
    }

    /// <summary>One sample.</summary>
    /// <param name="index">One index per axis, in the order of the axes.</param>
    /// <exception cref="ImageException">The image has another number of axes, or an index lies outside.</exception>
    public ref T this[params ReadOnlySpan<int> index]
    {
        get
        {
            CheckRank(index.Length);
            byte* sample = _start;
            for (int axis = 0; axis < index.Length; axis++)
            {
                sample += Step(axis, index[axis]);
            }

            return ref At(sample);
        }
    }

    /// <summary>All samples along the first axis.</summary>
    /// <param name="index">One index per axis after the first.</param>
    /// <exception cref="ImageException">The samples along the first axis do not lie next to each other, the number of indices is wrong, or one lies outside.</exception>
    public Span<T> Row(params ReadOnlySpan<int> index)
    {
        if (!HasRows)
        {
            throw new ImageException($"View.Row: neighbours along {_image.Axes[0]} are {_image.Strides[0]} bytes apart, a row needs {sizeof(T)}; use Rearrange or Copy.");
        }

        CheckRank(index.Length + 1);
        byte* row = _start;
        for (int axis = 0; axis < index.Length; axis++)
        {
            row += Step(axis + 1, index[axis]);
        }

        Span<T> span = new(row, _image.Sizes[0]);
        GC.KeepAlive(_image);
        return span;
    }

    // The image is held until a reference, which the collector sees, has been made of the address.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref T At(byte* sample)
    {
        ref T reference = ref *(T*)sample;
        GC.KeepAlive(_image);
        return ref reference;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint Step(int axis, int index)
    {
        if ((uint)index >= (uint)_image.Sizes[axis])
        {
            Outside(axis, index);
        }

        return (nint)(index * _image.Strides[axis]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckRank(int count)
    {
        if (count != _image.Rank)
        {
            WrongRank(count);
        }
    }

    private void Outside(int axis, int index)
        => throw new ImageException($"View: index {index} of axis {_image.Axes[axis]} lies outside 0 … {_image.Sizes[axis] - 1}.");

    private void WrongRank(int count)
        => throw new ImageException($"View: indices for {count} axes were given, the image has the {_image.Rank} axes \"{_image.Axes}\".");
}
