using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>An n-dimensional array with automatic differentiation.</summary>
/// <remarks>A tensor is a storage, a layout and an element type. Transposing, slicing and broadcasting give views of the same storage.
/// Ops on tensors that require a gradient are recorded; <see cref="Backward"/> then fills <see cref="Grad"/> of the leaves.
/// Axes are ordered <c>[N, C, D, H, W]</c>. Tensors need no disposal.</remarks>
public sealed partial class Tensor
{
    private bool _requiresGrad;

    internal Tensor(Storage storage, Layout layout)
    {
        Storage = storage;
        Layout = layout;
    }

    /// <summary>A tensor whose memory has the channels last.</summary>
    internal Tensor(Storage storage, ChannelsLast format)
        : this(storage, format.Layout) => ChannelsLast = format;

    /// <summary>Allocates a contiguous tensor with undefined content.</summary>
    internal Tensor(Shape shape, DType type, Device device)
        : this(new Storage(device, type, shape.ElementCount), Layout.Contiguous(shape))
    {
    }

    /// <summary>Memory that holds the elements, shared by views.</summary>
    public Storage Storage { get; }

    /// <summary>Where the elements lie in the storage.</summary>
    public Layout Layout { get; }

    /// <summary>Sizes of the axes.</summary>
    public Shape Shape => Layout.Shape;

    /// <summary>Element type.</summary>
    public DType Type => Storage.Type;

    /// <summary>Device that computes with the tensor.</summary>
    public Device Device => Storage.Device;

    /// <summary>Number of elements.</summary>
    public int Count => Shape.ElementCount;

    /// <summary>Number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>Whether the elements lie one after the other in row-major order.</summary>
    public bool IsContiguous => Layout.IsContiguous;

    /// <summary>Whether ops on this tensor are recorded so that its gradient can be computed.</summary>
    /// <exception cref="DTypeException">A tensor that is not Float32 was asked to require a gradient.</exception>
    public bool RequiresGrad
    {
        get => _requiresGrad;
        set
        {
            if (value && Type != DType.Float32)
            {
                throw new DTypeException($"RequiresGrad: gradients need Float32, the tensor {Shape} is {Type}.");
            }

            _requiresGrad = value;
        }
    }

    /// <summary>The op that made this tensor; null for leaves and where nothing is recorded.</summary>
    public OpNode? Producer { get; internal set; }

    /// <summary>The elements of a contiguous tensor, in row-major order.</summary>
    /// <remarks>The span is valid until the end of the <see cref="MemoryScope"/> in which the tensor was made, without a scope as long as it is in use.</remarks>
    /// <typeparam name="T">.NET type of <see cref="Type"/>: float, double, Half, int, long, byte, bool, or ushort for the raw bits of BFloat16.</typeparam>
    /// <exception cref="DTypeException"><typeparamref name="T"/> does not fit the element type.</exception>
    /// <exception cref="ShapeException">The tensor is a non-contiguous view; call <see cref="Contiguous"/> first.</exception>
    public Span<T> AsSpan<T>()
        where T : unmanaged
    {
        bool rawBFloat16 = Type == DType.BFloat16 && typeof(T) == typeof(ushort);
        if (!rawBFloat16 && DTypes.Of<T>() != Type)
        {
            throw new DTypeException($"AsSpan: the tensor {Shape} holds {Type}, not {typeof(T).Name}.");
        }

        if (!IsContiguous)
        {
            throw new ShapeException($"AsSpan: the tensor {Shape} is a non-contiguous view; call Contiguous() first.");
        }

        Storage.GuardSpans();
        Span<T> span = Storage.AsSpan<T>().Slice(Layout.Offset, Count);
        GC.KeepAlive(this);
        return span;
    }

    /// <summary>The only element, as float.</summary>
    /// <exception cref="ShapeException">The tensor has more or fewer than one element.</exception>
    public float Item()
    {
        if (Count != 1)
        {
            throw new ShapeException($"Item: the tensor {Shape} has {Count} elements, not 1.");
        }

        Tensor source = Convert(DType.Float32).Contiguous();
        float value = source.Floats()[0];
        GC.KeepAlive(source);
        return value;
    }

    /// <summary>The elements in row-major order, converted to Float32.</summary>
    public float[] ToArray()
    {
        Tensor source = Convert(DType.Float32).Contiguous();
        float[] values = source.Floats().ToArray();
        GC.KeepAlive(source);
        return values;
    }

    /// <summary>How the memory is arranged where the channels are last; null for tensors of any other layout. Only tensors inside a captured step
    /// have it, and only on devices that <see cref="Kernels.TakesChannelsLast"/>.</summary>
    internal ChannelsLast? ChannelsLast { get; }

    /// <summary>What kernels keep of weights that never change; null for all other tensors.</summary>
    internal PackedWeights? Packed { get; init; }

    /// <summary>Whether any op may need this tensor's gradient now.</summary>
    internal bool IsTracked => _requiresGrad && Gradients.AreRecorded;

    /// <summary>The Float32 elements without checks, for kernels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<float> Floats() => Storage.AsSpan<float>().Slice(Layout.Offset, Count);

    /// <summary>The whole Float32 storage, to be read or written through a layout.</summary>
    internal Span<float> StorageFloats() => Storage.AsSpan<float>();

    /// <summary>Address of the first element.</summary>
    internal unsafe float* Pointer => (float*)Storage.Address + Layout.Offset;

    [SuppressMessage("Design", "CA1024:Use properties where appropriate", Justification = "Requires a contiguous Int32 tensor.")]
    internal Span<int> Integers() => Storage.AsSpan<int>().Slice(Layout.Offset, Count);

    /// <summary>The elements of a contiguous tensor in another shape; nothing is recorded.</summary>
    internal Tensor ViewAs(Shape shape) => new(Storage, Layout.Reshape(shape));

    /// <summary>Overwrites this tensor with another of the same shape and type; both contiguous. Nothing is recorded.</summary>
    internal void CopyFrom(Tensor source)
    {
        int size = DTypes.SizeOf(Type);
        source.Storage.Bytes().Slice(source.Layout.Offset * size, Count * size).CopyTo(Storage.Bytes()[(Layout.Offset * size)..]);
    }

    /// <summary>Checks an operand that is read beside the recorded inputs of an op.</summary>
    internal void RequireDevice(string operation, Tensor other)
    {
        if (!ReferenceEquals(Device, other.Device))
        {
            throw new DeviceException($"{operation}: operands lie on different devices: {Shape} on {Device} and {other.Shape} on {other.Device}.");
        }
    }

    internal void RequireFloat32(string operation)
    {
        if (Type != DType.Float32)
        {
            throw new DTypeException($"{operation}: computes in Float32, the tensor {Shape} is {Type}; call Convert(DType.Float32).");
        }
    }
}
